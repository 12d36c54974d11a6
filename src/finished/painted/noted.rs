//! What only a comparison needs to know of a page: how paths are made, what letters are spelled, which ink is meant, and
//! whether anything is painted that is not understood.

use super::{Painter, Run};
use crate::finished::detail::{self, Detail};
use hayro_syntax::content::Instruction;
use hayro_syntax::object::Object;
use hayro_syntax::page::Resources;

impl Painter {
    /// The path as it is to be painted.
    pub(super) fn path(&self, run: &Run) -> Detail {
        if !self.detailed {
            return Detail::default();
        }
        Detail { points: run.path.clone(), name: detail::name(&run.steps) ^ run.state.ink, ..Detail::default() }
    }

    /// Notes what only a comparison needs to know.
    pub(super) fn note(&mut self, at: &Instruction<'_, '_>, run: &mut Run, resources: &Resources<'_>) {
        match &**at.operator {
            step @ (b"m" | b"l" | b"c" | b"v" | b"y" | b"h" | b"re" | b"f" | b"F" | b"f*" | b"S" | b"s" | b"B"
            | b"B*" | b"b" | b"b*") => {
                run.steps.extend(step);
                run.steps.push(b' ');
            }
            b"g" | b"rg" | b"k" => run.state.ink = 0,
            b"cs" | b"CS" => {
                let name = at.operands().find_map(|o| if let Object::Name(n) = o { Some(n) } else { None });
                let ink = match name.and_then(|name| resources.get_color_space(name)) {
                    Some(Object::Array(array)) => detail::name(array.data()),
                    _ => 0,
                };
                // What lines are drawn in is told by its name alone.
                self.odd |= **at.operator == *b"CS" && ink != 0;
                run.state.ink = ink;
            }
            // Clips are kept as rectangles.
            b"W" | b"W*" => self.odd |= run.steps != b"re ",
            b"d" => {
                self.odd |= at.operands().next().is_some_and(|o| !matches!(o, Object::Array(a) if a.data().is_empty()));
            }
            b"sh" | b"i" | b"ri" | b"d0" | b"d1" => self.odd = true,
            b"Tr" => self.odd |= at.operands().any(|o| matches!(o, Object::Number(n) if ![0, 3].contains(&n.as_i64()))),
            b"gs" => {
                let name = at.operands().find_map(|o| if let Object::Name(n) = o { Some(n) } else { None });
                let state = name.and_then(|name| resources.get_ext_g_state(name));
                self.odd |= state.is_some_and(|s| !detail::is_plain(&s));
            }
            b"BDC" | b"BMC" => {
                if let Some((_, open)) = &mut run.spelled {
                    *open += 1;
                } else {
                    let dict = at.operands().find_map(|o| if let Object::Dict(d) = o { Some(d) } else { None });
                    run.spelled = dict.and_then(detail::actual_text).map(|text| (Some(text), 1));
                }
            }
            b"EMC" => {
                if let Some((_, open)) = &mut run.spelled {
                    *open -= 1;
                    if *open == 0 {
                        run.spelled = None;
                    }
                }
            }
            _ => {}
        }
    }
}

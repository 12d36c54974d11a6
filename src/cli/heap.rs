//! Room for the threads' heaps, asked for at once.
//!
//! The C library of most Linux systems grows the heap of every thread but the first a page at a time, with a call of the
//! system for each, and gives pieces above 128 KB back as soon as they are free. A large piece that is had and let go of
//! teaches it otherwise, and costs nothing where there is nothing to learn: it is not written to.

use std::hint::black_box;

/// What an issue of usual length takes of a thread.
const ROOM: usize = 12 << 20;
/// What of it is made ready while there is nothing else to do; of all threads together at most four times as much.
const READY: usize = 8 << 20;
/// What the system gives at a time, as a rule.
const PAGE: usize = 4 << 10;
/// The stack of a thread: that of the first, which they stand in for.
const STACK: usize = 8 << 20;

/// Starts the threads that share the work, each with room on its heap.
pub fn prepare() {
    room();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = READY.min(READY * 4 / threads);
    let start = move |thread| {
        room();
        // The first begins at once, with the manifest. Until it has read that, the others have nothing to do.
        if thread > 0 {
            touch(share);
        }
    };
    // Without a pool of our own making, the first that asks makes one with the same number of threads.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK).start_handler(start).build_global();
}

fn room() {
    drop(black_box(Vec::<u8>::with_capacity(ROOM)));
}

/// Writes a byte into every page of a piece of the heap: the system gives a page when it is first written to, which takes
/// a tenth of the time of a build.
fn touch(bytes: usize) {
    let mut piece = vec![0_u8; bytes];
    piece.iter_mut().step_by(PAGE).for_each(|byte| *byte = 1);
    drop(black_box(piece));
}

use std::path::Path;
fn main() {
    let p = std::env::args().nth(1).unwrap();
    let o = std::env::args().nth(2).unwrap();
    let mut log = stonehand::diag::Log::new();
    let t = std::time::Instant::now();
    match stonehand::compose(&stonehand::files::DiskFiles, Path::new(&p), &mut log) {
        Ok(e) => {
            let t1 = t.elapsed();
            let b = stonehand::pdf::write(&e);
            println!("{:?} compose {:?} pdf {:?} diags {}", e.summary, t1, t.elapsed() - t1, log.diagnostics().len());
            std::fs::write(&o, b).unwrap();
            std::fs::write(format!("{o}.dummy"), &e.dummy).unwrap();
        }
        Err(_) => println!("FAILED"),
    }
    for d in log.diagnostics().iter().take(12) {
        println!("{:?} {} {} {:?}", d.severity, d.code, d.message, d.span.map(|s| log.line_column(s)));
    }
}

//! Room for the threads' heaps, asked for at once.
//!
//! The C library of most Linux systems grows the heap of every thread but the first a page at a time, with a call of the
//! system for each, and gives pieces above 128 KB back as soon as they are free. A large piece that is had and let go of
//! teaches it otherwise, and costs nothing where there is nothing to learn: it is not written to.

use std::hint::black_box;

/// What an issue of usual length takes of a thread.
const ROOM: usize = 12 << 20;

/// Starts the threads that share the work, each with room on its heap.
pub fn prepare() {
    room();
    // Without a pool of our own making, the first that asks makes one with the same number of threads.
    let _ = rayon::ThreadPoolBuilder::new().start_handler(|_| room()).build_global();
}

fn room() {
    drop(black_box(Vec::<u8>::with_capacity(ROOM)));
}

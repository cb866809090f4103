//! What a reading may cost, as the caller says it.

use std::panic::panic_any;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Limits {
    pub tags: u32,
    pub attributes: u32,
    pub depth: u32,
    pub formatting: u32,
    pub names: u32,
    pub nodes: u32,
    pub steps: u64,
}

/// Unwinds to the border when a limit is reached: html5ever has no other way out.
pub struct Refusal;

impl Refusal {
    pub fn raise() -> ! {
        panic_any(Refusal)
    }
}

//! What is done with every file before it goes out: it is read back, searched for traces of its maker, and held against
//! what its printer wants.

use stonehand::Edition;
use stonehand::diag::Log;
use stonehand::session::Named;

/// Reads finished files back and says in the log what is wrong with them.
pub fn inspect(edition: &Edition, files: &[Named], log: &mut Log) {
    stonehand::session::inspect(edition, files, &names(), log);
}

/// The names of the user and of the machine, which are nobody's business.
pub fn names() -> Vec<String> {
    let variables = ["USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME"];
    let mut names: Vec<String> = variables.iter().filter_map(|v| std::env::var(v).ok()).collect();
    names.extend(std::fs::read_to_string("/etc/hostname").ok().map(|n| n.trim().to_owned()));
    // A machine's short name is the first part of its whole one.
    names.extend(names.clone().iter().filter_map(|n| n.split_once('.').map(|(short, _)| short.to_owned())));
    names.retain(|n| !COMMON.contains(&n.as_str()));
    names.sort();
    names.dedup();
    names
}

/// Names that say nothing.
const COMMON: [&str; 7] = ["root", "user", "localhost", "admin", "runner", "nobody", "ubuntu"];

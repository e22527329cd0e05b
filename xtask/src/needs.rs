//! What the tests need of the machine, found or installed from Debian packages.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::files::matching;
use crate::process;
use crate::say::say;

/// One program or file, and where it comes from.
pub(crate) struct Need {
    what: &'static str,
    /// As `files::matching` reads it; without a slash a program on the search path.
    found_at: &'static str,
    /// As `apt-get install` takes it, which reads `^…$` as a pattern.
    package: &'static str,
}

/// Where Debian keeps the servers of each PostgreSQL version, off the search path.
pub(crate) const POSTGRES_SERVERS: &str = "/usr/lib/postgresql/*/bin/initdb";

/// What every gate together needs.
pub(crate) const OF_TEST: &[Need] = &[
    Need { what: "PostgreSQL's server", found_at: POSTGRES_SERVERS, package: "postgresql" },
    Need { what: "a real mail server", found_at: "/usr/sbin/exim4", package: "exim4-daemon-light" },
    Need { what: "a mail writer", found_at: "/usr/bin/swaks", package: "swaks" },
    Need { what: "a browser", found_at: "/usr/bin/chromium", package: "chromium" },
    Need { what: "the browser's driver", found_at: "/usr/bin/chromedriver", package: "chromium-driver" },
    Need {
        what: "letters for it, Arabic ones too",
        found_at: "/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf",
        package: "fonts-noto-core",
    },
    Need {
        what: "a clock that can be moved",
        found_at: "/usr/lib/*/faketime/libfaketimeMT.so.1",
        package: "libfaketime",
    },
    Need { what: "Node.js, which companies sign tokens with", found_at: "node", package: "nodejs" },
    Need { what: "its packages", found_at: "npm", package: "npm" },
    Need {
        what: "PyJWT, which others sign them with",
        found_at: "/usr/lib/python3/dist-packages/jwt/__init__.py",
        package: "python3-jwt",
    },
    Need {
        what: "Python's test mails",
        found_at: "/usr/lib/python3.*/test/test_email/data/msg_01.txt",
        package: "^libpython3.[0-9]+-testsuite$",
    },
];

/// What the benchmark needs.
pub(crate) const OF_BENCH: &[Need] = &[
    Need { what: "a driver of load", found_at: "/usr/bin/wrk", package: "wrk" },
    Need { what: "a server of files to compare with", found_at: "/usr/sbin/nginx", package: "nginx-light" },
    Need { what: "PostgreSQL's server", found_at: POSTGRES_SERVERS, package: "postgresql" },
];

/// What the search of articles is judged beside, and what fetches the text.
pub(crate) const OF_RELEVANCE: &[Need] = &[
    Need { what: "PostgreSQL's server", found_at: POSTGRES_SERVERS, package: "postgresql" },
    Need { what: "what unpacks a package", found_at: "/usr/bin/dpkg", package: "dpkg" },
];

/// Installs what is missing when we are root, and says what to run when we are not.
pub(crate) fn provide(needs: &'static [Need]) -> Result<()> {
    let missing = missing(needs);
    if missing.is_empty() {
        say(format!("all {} are here", needs.len()));
        return Ok(());
    }
    for need in &missing {
        say(format!("missing: {} (package {})", need.what, need.package));
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    if !Path::new("/usr/bin/apt-get").exists() {
        bail!("install by hand what is missing; only Debian's apt-get is known here");
    }
    if !is_root()? {
        say(format!("\nrun this and come back:\n\n  {}\n", line_to_run(&packages)));
        bail!("packages are missing");
    }
    install(&packages)?;
    match self::missing(needs).first() {
        Some(need) => bail!("{} is still missing: {} is not there", need.what, need.found_at),
        None => Ok(()),
    }
}

fn missing(needs: &'static [Need]) -> Vec<&'static Need> {
    needs.iter().filter(|need| !need.is_here()).collect()
}

impl Need {
    fn is_here(&self) -> bool {
        if self.found_at.contains('/') {
            return !matching(self.found_at).is_empty();
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|folder| folder.join(self.found_at).exists())
    }
}

fn line_to_run(packages: &[&str]) -> String {
    let quoted: Vec<String> = packages
        .iter()
        .map(|package| if package.starts_with('^') { format!("'{package}'") } else { (*package).to_owned() })
        .collect();
    format!("sudo apt-get update && sudo apt-get install --no-install-recommends {}", quoted.join(" "))
}

/// Whether this process may do anything here.
pub(crate) fn is_root() -> Result<bool> {
    Ok(std::fs::metadata("/proc/self").context("/proc tells who we are")?.uid() == 0)
}

fn install(packages: &[&str]) -> Result<()> {
    let _quiet = NoServices::hold()?;
    process::show(apt_get().arg("update"))?;
    // Never takes something away: another mail server stays, and its owner hears why this failed.
    process::show(
        apt_get().args(["install", "--yes", "--no-install-recommends", "--no-remove"]).args(packages),
    )
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive").args(["--quiet", "-o", "Dpkg::Use-Pty=0"]);
    command
}

/// While it lives, packages do not start their services. A policy that was there before stays as it is.
struct NoServices {
    made: bool,
}

impl NoServices {
    const POLICY: &str = "/usr/sbin/policy-rc.d";

    fn hold() -> Result<Self> {
        if Path::new(Self::POLICY).exists() {
            return Ok(Self { made: false });
        }
        std::fs::write(Self::POLICY, "#!/bin/sh\nexit 101\n").context(Self::POLICY)?;
        let held = Self { made: true };
        std::fs::set_permissions(Self::POLICY, std::fs::Permissions::from_mode(0o755))?;
        Ok(held)
    }
}

impl Drop for NoServices {
    fn drop(&mut self) {
        if self.made && std::fs::remove_file(Self::POLICY).is_err() {
            say(format!("{} could not be removed; without that no service starts", Self::POLICY));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_to_run_protects_patterns_from_the_shell() {
        let line = line_to_run(&["swaks", "^libpython3.[0-9]+-testsuite$"]);
        assert!(line.ends_with("swaks '^libpython3.[0-9]+-testsuite$'"), "{line}");
    }
}

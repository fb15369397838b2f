//! Host names in the statically linked binary. Does nothing in any other build.

/// Keeps name lookups inside the binary. A static glibc still loads the host's plug-ins that
/// `/etc/nsswitch.conf` names (`myhostname`, `mdns4_minimal`, `resolve`), and those bring another libc in
/// and crash the process. Files and DNS are built in; they are all a clinic's server needs.
/// Has to come before the first lookup and the first thread.
pub(super) fn keep_lookups_inside() {
    #[cfg(all(target_env = "gnu", target_feature = "crt-static"))]
    pin();
}

#[cfg(all(target_env = "gnu", target_feature = "crt-static"))]
#[expect(unsafe_code, reason = "glibc offers this only as a C function")]
fn pin() {
    unsafe extern "C" {
        fn __nss_configure_lookup(
            database: *const core::ffi::c_char,
            line: *const core::ffi::c_char,
        ) -> core::ffi::c_int;
    }
    // SAFETY: both arguments are constant, NUL-terminated strings, which glibc only reads, and no other
    // thread runs yet.
    let refused = unsafe { __nss_configure_lookup(c"hosts".as_ptr(), c"files dns".as_ptr()) };
    debug_assert_eq!(refused, 0, "glibc knows the database hosts");
}

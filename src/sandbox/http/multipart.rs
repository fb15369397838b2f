//! `multipart/form-data` bodies, read from memory.
//! It never decodes transfer encodings: the clients of the Bot API use none.

/// One part of a body.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part<'body> {
    pub name: String,
    /// Set for files.
    pub file_name: Option<String>,
    pub bytes: &'body [u8],
}

/// The parts of a body, or none when it is broken.
pub(super) fn parts<'body>(content_type: &str, body: &'body [u8]) -> Option<Vec<Part<'body>>> {
    let boundary = attribute(content_type, "boundary")?;
    let delimiter = format!("--{boundary}").into_bytes();
    let mut rest = &body[find(body, &delimiter)? + delimiter.len()..];
    let mut found = Vec::new();
    // The last delimiter is followed by two dashes, every other one by a line break.
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let head_end = find(part, b"\r\n\r\n")?;
        let content = &part[head_end + 4..];
        let end = find(content, &[b"\r\n", delimiter.as_slice()].concat())?;
        found.push(read_part(&part[..head_end], &content[..end])?);
        rest = &content[end + 2 + delimiter.len()..];
    }
    rest.starts_with(b"--").then_some(found)
}

fn read_part<'body>(head: &[u8], bytes: &'body [u8]) -> Option<Part<'body>> {
    let head = String::from_utf8_lossy(head);
    let is_disposition = |line: &&str| line.to_ascii_lowercase().starts_with("content-disposition:");
    let disposition = head.split("\r\n").find(is_disposition)?;
    let name = attribute(disposition, "name")?;
    Some(Part { name, file_name: attribute(disposition, "filename"), bytes })
}

/// The value of `name="value"` among a header's attributes.
fn attribute(header: &str, name: &str) -> Option<String> {
    for attribute in header.split(';').skip(1) {
        let Some((key, value)) = attribute.split_once('=') else { continue };
        if key.trim().eq_ignore_ascii_case(name) {
            return Some(value.trim().trim_matches('"').to_owned());
        }
    }
    None
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    // Most bytes are not the needle's first, so look for that one before comparing.
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(at) = haystack.get(from..)?.iter().position(|byte| *byte == first) {
        let at = from + at;
        if haystack[at..].starts_with(needle) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

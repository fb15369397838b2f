//! What a request's path asks for.
//! It never looks at the body.

/// What stands behind the prefix of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// `/bot<token>/<method>`; the method may be empty and stand among the parameters.
    Method { token: String, method: String },
    /// `/file/bot<token>/<path>`.
    File { token: String, path: String },
    /// Nothing that the server knows.
    Nothing,
}

/// Reads a path; anything may stand before `/bot…`, as behind a proxy.
pub(super) fn read(path: &str) -> Target {
    let parts: Vec<String> = path.split('/').map(|part| decode(part, false)).collect();
    let Some(at) = parts.iter().position(|part| is_bot(part)) else { return Target::Nothing };
    let token = parts[at]["bot".len()..].to_owned();
    let rest = parts[at + 1..].join("/");
    if at > 0 && parts[at - 1] == "file" {
        return Target::File { token, path: rest };
    }
    Target::Method { token, method: rest.trim_matches('/').to_owned() }
}

/// `bot` and a token; a token is told from a word by its digits or its colon.
fn is_bot(part: &str) -> bool {
    part.strip_prefix("bot")
        .is_some_and(|token| token.contains(':') || token.starts_with(|sign: char| sign.is_ascii_digit()))
        || part == "bot"
}

/// Percent decoding; in queries and forms a plus stands for a blank.
pub(super) fn decode(text: &str, plus_is_blank: bool) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        let pair = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match (first, pair.and_then(|pair| u8::from_str_radix(pair, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            (b'+', _) if plus_is_blank => bytes.push(b' '),
            (plain, _) => bytes.push(*plain),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The pairs of a query or a form.
pub(super) fn pairs(text: &str) -> impl Iterator<Item = (String, String)> {
    text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name, true), decode(value, true))
    })
}

//! Cuts what people wrote to a length that leaves room for others, between characters as people see them.

use unicode_segmentation::UnicodeSegmentation;

/// The words in one line of at most so many UTF-16 units; what was cut off is an ellipsis.
pub(super) fn short(words: &str, most: usize) -> String {
    let mut line = String::new();
    let mut units = 0;
    // Far longer than anything that is shown, so that a long text is not gone through to its end.
    let words: Vec<&str> = words.split_whitespace().take(most).collect();
    let words = words.join(" ");
    if words.encode_utf16().count() <= most {
        return words;
    }
    for cluster in words.graphemes(true) {
        units += cluster.encode_utf16().count();
        if units >= most {
            break;
        }
        line.push_str(cluster);
    }
    format!("{}…", line.trim_end())
}

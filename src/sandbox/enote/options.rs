//! How this installation of Enote differs from others: everything public code disagrees about, or that can
//! only be seen on a live base. It never goes wrong by itself; what goes wrong is in `fault`.

/// What `НомерДоговора` is in the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContractField {
    /// `Edm.Int32`: a JSON number, compared with a number.
    Number,
    /// `Edm.Int64`: a JSON string of digits, compared with a number.
    Int64,
    /// `Edm.String`: a JSON string, compared with a quoted string.
    Text,
}

/// What becomes of a comparison of two values that cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mismatch {
    /// 400, code 14.
    ParseError,
    /// 500, code -1.
    Internal,
    /// 200: no row is like that.
    NoRows,
}

/// What becomes of a `$filter` with a plus between its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plus {
    /// 500, code -1.
    Refused,
    /// 200: the whole filter is left out without a word, and anybody's rows come.
    FilterIgnored,
}

/// What becomes of bytes above 127 in the request line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawBytes {
    /// 400 and a page of the web server.
    Refused,
    /// Read as UTF-8.
    Read,
}

/// How the parameter of `GetClient` is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientParameter {
    /// `id`.
    Id,
    /// `Ref_Key`.
    RefKey,
}

/// What a wrong `apikey` is answered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadKey {
    /// 401 or 403.
    pub status: u16,
    /// The body.
    pub body: BadKeyBody,
}

/// The body of the answer to a wrong `apikey`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadKeyBody {
    /// Words.
    Text,
    /// A JSON object.
    Json,
    /// None.
    Empty,
}

/// One installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The type of the contract number.
    pub contract_field: ContractField,
    /// Comparing a number with a string, and the like.
    pub mismatch: Mismatch,
    /// `+` for a space.
    pub plus: Plus,
    /// Unencoded Cyrillic.
    pub raw_bytes: RawBytes,
    /// Whether JSON begins with EF BB BF.
    pub bom: bool,
    /// The charset that the Content-Type of JSON names; the bytes are UTF-8 whatever it says.
    pub charset: &'static str,
    /// Whether OData looks at the `Accept` header.
    pub accept_counts: bool,
    /// Whether species and breed can be had in words.
    pub presentations: bool,
    /// The parameter of `GetClient`.
    pub client_parameter: ClientParameter,
    /// The answer to a wrong key.
    pub bad_key: BadKey,
    /// How many requests may be answered at once; any more get 406. No limit when none.
    pub at_once: Option<usize>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            contract_field: ContractField::Number,
            mismatch: Mismatch::ParseError,
            plus: Plus::Refused,
            raw_bytes: RawBytes::Refused,
            bom: false,
            charset: "utf-8",
            accept_counts: true,
            presentations: true,
            client_parameter: ClientParameter::Id,
            bad_key: BadKey { status: 401, body: BadKeyBody::Empty },
            at_once: None,
        }
    }
}

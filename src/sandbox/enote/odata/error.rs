//! The errors of OData that a request can earn by itself (facts §2.4). The words echo what was sent, as 1C's do.

use super::super::pages;
use super::super::reply::Reply;

/// An error: a status, 1C's code, its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Error {
    status: u16,
    code: &'static str,
    words: String,
}

impl Error {
    fn new(status: u16, code: &'static str, words: impl Into<String>) -> Self {
        Self { status, code, words: words.into() }
    }

    /// An option that cannot be parsed.
    pub fn option(name: &str) -> Self {
        Self::new(400, "14", format!("Ошибка при разборе опции запроса {name}"))
    }

    /// A field that is not there. For `$filter` the code is not known; it is taken to be the same.
    pub fn no_field(name: &str) -> Self {
        Self::new(400, "6", format!("Сегмент пути {name} не найден!"))
    }

    /// A literal that is none of its type.
    pub fn literal(text: &str, edm: &str) -> Self {
        Self::new(400, "1", format!("Не удалось разобрать строку '{text}' как значение типа {edm}!"))
    }

    /// Values that cannot be compared.
    pub fn comparison() -> Self {
        let words = "Неверные параметры в операции сравнения. Нельзя сравнивать поля неограниченной длины \
                     и поля несовместимых типов.";
        Self::new(500, "-1", words)
    }

    /// What a query with a plus in it ends with.
    pub fn not_allowed() -> Self {
        Self::new(500, "-1", "Операция не разрешена в предложении \"ГДЕ\"")
    }

    /// A function that the sandbox leaves out, or that 1C does not have.
    pub fn no_function(name: &str) -> Self {
        Self::new(501, "21", format!("Функция {name} не реализована"))
    }

    pub fn no_set(name: &str) -> Self {
        Self::new(404, "8", format!("Тип сущности {name} не найден"))
    }

    pub fn no_instance() -> Self {
        Self::new(404, "9", "Экземпляр сущности не найден по переданному ключу.")
    }

    /// A type of representation that there is not. Its status is not known.
    pub fn no_format(format: &str) -> Self {
        Self::new(400, "3", format!("Тип представления {format} не поддерживается"))
    }

    /// Writing. Its status is not known.
    pub fn method(method: &str) -> Self {
        Self::new(405, "19", format!("Метод {method} запрещен"))
    }

    pub fn reply(&self, as_json: bool) -> Reply {
        pages::odata_error(self.status, self.code, &self.words, as_json)
    }
}

//! What the answers have taught about this Enote, so that it is found out once: the type of the contract's field, the
//! name of the owner's parameter, whether the species is there. Forgotten when the program ends.

use crate::model::{ContractField, EnoteService, OwnerBy};

/// What is known by now; where the config says it, it was known from the start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Learned {
    pub(super) contracts: ContractField,
    pub(super) owner_by: OwnerBy,
    pub(super) has_species: bool,
}

impl Learned {
    pub(super) fn from(service: &EnoteService) -> Self {
        Self { contracts: service.contracts, owner_by: service.owner_by, has_species: true }
    }
}

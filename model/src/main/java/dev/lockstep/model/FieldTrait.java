package dev.lockstep.model;

/// What an org's describe says of a field, each a yes or no there.
public enum FieldTrait {
    CREATEABLE,
    UPDATEABLE,
    NILLABLE,
    DEFAULTED_ON_CREATE,
    EXTERNAL_ID,
    UNIQUE,
    CASE_SENSITIVE,
    ID_LOOKUP,
    CALCULATED,
    AUTO_NUMBER,
    CUSTOM
}

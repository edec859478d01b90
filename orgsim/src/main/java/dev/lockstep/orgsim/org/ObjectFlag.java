package dev.lockstep.orgsim.org;

/// The yes-or-no properties of an object that describe names.
public enum ObjectFlag {
    ACTIVATEABLE,
    COMPACT_LAYOUTABLE,
    CREATEABLE,
    CUSTOM,
    CUSTOM_SETTING,
    DEEP_CLONEABLE,
    DELETABLE,
    DEPRECATED_AND_HIDDEN,
    FEED_ENABLED,
    HAS_SUBTYPES,
    IS_INTERFACE,
    IS_SUBTYPE,
    LAYOUTABLE,
    MERGEABLE,
    MRU_ENABLED,
    QUERYABLE,
    REPLICATEABLE,
    RETRIEVEABLE,
    SEARCH_LAYOUTABLE,
    SEARCHABLE,
    TRIGGERABLE,
    UNDELETABLE,
    UPDATEABLE
}

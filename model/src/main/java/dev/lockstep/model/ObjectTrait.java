package dev.lockstep.model;

/// What an org's describe says of an object, each a yes or no there.
public enum ObjectTrait {
    QUERYABLE,
    RETRIEVEABLE,
    CREATEABLE,
    UPDATEABLE,
    DELETABLE,
    UNDELETABLE,
    REPLICATEABLE,
    CUSTOM
}

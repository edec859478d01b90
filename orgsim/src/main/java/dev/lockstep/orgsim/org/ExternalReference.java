package dev.lockstep.orgsim.org;

/// A parent record named by the value of one of its external-id fields.
public record ExternalReference(String object, String field, String value) {}

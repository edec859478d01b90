package dev.lockstep.orgsim.org;

/// What somebody wrote down beside the records, and the org as it was then.
public record Noted(String text, OrgState state) {}

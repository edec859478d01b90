package dev.lockstep.orgsim.org;

/// One record as it stands in one state of the org. Values are read one by one: a generated row computes only what is
/// asked for.
public interface RecordView {
    ObjectDefinition object();

    /// 18 characters.
    String id();

    /// The value of the field of that exact API name; throws for a name that the object doesn't have.
    Value value(String field);

    /// The value at the field's place in [ObjectDefinition#fields()].
    Value value(int position);
}

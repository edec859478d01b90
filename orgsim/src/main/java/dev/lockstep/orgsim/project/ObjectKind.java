package dev.lockstep.orgsim.project;

/// What kind of object a name stands for, as its suffix tells.
public enum ObjectKind {
    STANDARD("", "an object that the simulated org doesn't have"),
    CUSTOM("__c", "a custom object"),
    PLATFORM_EVENT("__e", "a platform event"),
    CUSTOM_METADATA("__mdt", "custom metadata"),
    BIG_OBJECT("__b", "a big object"),
    EXTERNAL_OBJECT("__x", "an external object"),
    ARTICLE("__kav", "an article type"),
    OTHER("__", "of a kind that isn't simulated");

    private static final int PARTS_WITH_NAMESPACE = 3;

    private final String suffix;
    private final String description;

    ObjectKind(String suffix, String description) {
        this.suffix = suffix;
        this.description = description;
    }

    public static ObjectKind of(String object) {
        if (!object.contains(OTHER.suffix)) {
            return STANDARD;
        }
        for (var kind : values()) {
            if (kind != STANDARD && object.endsWith(kind.suffix)) {
                return kind;
            }
        }
        return OTHER;
    }

    /// Whether the name is one of another package: `package__Thing__c`.
    static boolean hasNamespace(String object) {
        return object.split(OTHER.suffix, -1).length == PARTS_WITH_NAMESPACE;
    }

    /// Such as `a platform event`.
    public String description() {
        return description;
    }
}

package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.AutoNumber;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.FieldNotes;
import dev.lockstep.orgsim.org.Formula;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.PicklistEntry;
import dev.lockstep.orgsim.org.RollUp;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A field while it is being described. It starts as one that may be written and may be empty, with the flags that most
/// fields of its type have; what differs is said by further calls.
public final class Field {
    private final String name;
    private final String label;
    private final FieldKind type;
    private final Set<FieldFlag> flags;
    private int length;
    private int precision;
    private int scale;
    private int digits;
    private Optional<Lookup> lookup = Optional.empty();
    private List<PicklistEntry> picklist = List.of();
    private Optional<String> compound = Optional.empty();
    private Optional<String> extraType = Optional.empty();
    private Optional<String> defaultValue = Optional.empty();
    private Optional<AutoNumber> autoNumber = Optional.empty();
    private Optional<Formula> formula = Optional.empty();
    private FieldNotes notes = FieldNotes.NONE;
    private Optional<RollUp> rollUp = Optional.empty();

    private Field(FieldKind type, String name, String label) {
        this.type = type;
        this.name = name;
        this.label = label;
        this.flags =
                EnumSet.of(FieldFlag.CREATEABLE, FieldFlag.UPDATEABLE, FieldFlag.NILLABLE, FieldFlag.PERMISSIONABLE);
        if (name.endsWith("__c")) {
            flags.add(FieldFlag.CUSTOM);
        }
    }

    /// A field of which all else is said by further calls: it has no flags yet.
    public static Field bare(FieldKind type, String name, String label) {
        var field = new Field(type, name, label);
        field.flags.clear();
        return field;
    }

    private static Field comparable(FieldKind type, String name, String label) {
        return new Field(type, name, label)
                .with(FieldFlag.AGGREGATABLE, FieldFlag.FILTERABLE, FieldFlag.GROUPABLE, FieldFlag.SORTABLE);
    }

    /// Any of the types that hold text of one line.
    public static Field text(FieldKind type, String name, String label, int length) {
        var field = comparable(type, name, label);
        field.length = length;
        return field;
    }

    public static Field string(String name, String label, int length) {
        return text(FieldKind.STRING, name, label, length);
    }

    /// A text area; one that is longer than a string can be can't be filtered or sorted by.
    public static Field textarea(String name, String label, int length) {
        if (length <= 255) {
            return text(FieldKind.TEXTAREA, name, label, length);
        }
        var field = new Field(FieldKind.TEXTAREA, name, label);
        field.length = length;
        return field;
    }

    public static Field picklist(String name, String label, int length, String... values) {
        return picklist(name, label, length, entries(values));
    }

    /// For values that aren't their own labels.
    static Field picklist(String name, String label, int length, List<PicklistEntry> entries) {
        var field = text(FieldKind.PICKLIST, name, label, length);
        field.picklist = entries;
        return field;
    }

    public static Field multipicklist(String name, String label, String... values) {
        var field = new Field(FieldKind.MULTIPICKLIST, name, label).with(FieldFlag.FILTERABLE);
        field.length = 4099;
        field.picklist = entries(values);
        return field;
    }

    /// Text that is stored encrypted: it can't be searched by.
    public static Field encrypted(String name, String label, int length) {
        var field = new Field(FieldKind.ENCRYPTEDSTRING, name, label);
        field.length = length;
        return field;
    }

    private static List<PicklistEntry> entries(String... values) {
        return Stream.of(values).map(value -> entry(value, value)).toList();
    }

    static PicklistEntry entry(String value, String label) {
        return new PicklistEntry(value, label, true, false);
    }

    public static Field whole(String name, String label, int digits) {
        var field = comparable(FieldKind.INT, name, label);
        field.digits = digits;
        return field;
    }

    public static Field decimal(FieldKind type, String name, String label, int precision, int scale) {
        var field = comparable(type, name, label).without(FieldFlag.GROUPABLE);
        field.precision = precision;
        field.scale = scale;
        return field;
    }

    public static Field date(String name, String label) {
        return comparable(FieldKind.DATE, name, label);
    }

    public static Field datetime(String name, String label) {
        return comparable(FieldKind.DATETIME, name, label).without(FieldFlag.GROUPABLE);
    }

    public static Field time(String name, String label) {
        return comparable(FieldKind.TIME, name, label).without(FieldFlag.AGGREGATABLE);
    }

    public static Field checkbox(String name, String label) {
        return comparable(FieldKind.BOOLEAN, name, label)
                .without(FieldFlag.AGGREGATABLE, FieldFlag.NILLABLE)
                .defaultsTo("false");
    }

    /// Bytes, which nobody can filter or sort by.
    static Field blob(String name, String label) {
        return new Field(FieldKind.BASE64, name, label);
    }

    public static Field id(String label) {
        return text(FieldKind.ID, "Id", label, 18)
                .readOnly()
                .without(FieldFlag.NILLABLE)
                .with(FieldFlag.DEFAULTED_ON_CREATE, FieldFlag.ID_LOOKUP);
    }

    public static Field reference(String name, String label, Lookup lookup) {
        var field = text(FieldKind.REFERENCE, name, label, 18).with(FieldFlag.SEARCH_PREFILTERABLE);
        field.lookup = Optional.of(lookup);
        return field;
    }

    public static Field address(String name, String label) {
        return new Field(FieldKind.ADDRESS, name, label)
                .without(FieldFlag.CREATEABLE, FieldFlag.UPDATEABLE)
                .with(FieldFlag.FILTERABLE, FieldFlag.QUERY_BY_DISTANCE);
    }

    public static Field location(String name, String label) {
        return new Field(FieldKind.LOCATION, name, label)
                .without(FieldFlag.CREATEABLE, FieldFlag.UPDATEABLE)
                .with(FieldFlag.FILTERABLE, FieldFlag.QUERY_BY_DISTANCE);
    }

    public List<PicklistEntry> picklist() {
        return picklist;
    }

    public String name() {
        return name;
    }

    public FieldKind type() {
        return type;
    }

    /// The address of a picture, which the org makes by itself.
    static Field photo() {
        return text(FieldKind.URL, "PhotoUrl", "Photo URL", 255).readOnly().extraType("imageurl");
    }

    public boolean isNamed(String otherName) {
        return name.equals(otherName);
    }

    public Field with(FieldFlag... more) {
        flags.addAll(Arrays.asList(more));
        return this;
    }

    public Field without(FieldFlag... fewer) {
        Arrays.asList(fewer).forEach(flags::remove);
        return this;
    }

    /// A record isn't saved without it.
    public Field required() {
        return without(FieldFlag.NILLABLE, FieldFlag.PERMISSIONABLE);
    }

    /// Filled in by the org alone.
    public Field readOnly() {
        return without(FieldFlag.CREATEABLE, FieldFlag.UPDATEABLE, FieldFlag.PERMISSIONABLE);
    }

    /// Offers these values instead of those that it was begun with.
    public Field offering(List<PicklistEntry> entries) {
        picklist = List.copyOf(entries);
        return this;
    }

    public Field sized(int newLength, int newPrecision, int newScale, int newDigits) {
        length = newLength;
        precision = newPrecision;
        scale = newScale;
        digits = newDigits;
        return this;
    }

    public Field referring(Lookup where) {
        lookup = Optional.of(where);
        return this;
    }

    public Field noted(FieldNotes what) {
        notes = what;
        return this;
    }

    public Field restricted() {
        return with(FieldFlag.RESTRICTED_PICKLIST);
    }

    public Field partOf(String compoundField) {
        compound = Optional.of(compoundField);
        return this;
    }

    public Field extraType(String addition) {
        extraType = Optional.of(addition);
        return this;
    }

    /// For a list that holds the compound field beside its parts.
    public Field partOfUnlessItself(String compoundField) {
        return name.equals(compoundField) ? this : partOf(compoundField);
    }

    public Field defaultsTo(String text) {
        defaultValue = Optional.of(text);
        picklist = picklist.stream()
                .map(entry -> new PicklistEntry(
                        entry.value(),
                        entry.label(),
                        entry.active(),
                        entry.value().equals(text)))
                .toList();
        return with(FieldFlag.DEFAULTED_ON_CREATE);
    }

    /// Counted up by the org.
    ///
    /// @param format such as `D-{00000}`
    public Field numbered(String format) {
        return numbered(new AutoNumber(format, 1));
    }

    public Field numbered(AutoNumber how) {
        autoNumber = Optional.of(how);
        return readOnly()
                .without(FieldFlag.NILLABLE, FieldFlag.GROUPABLE)
                .with(FieldFlag.AUTO_NUMBER, FieldFlag.DEFAULTED_ON_CREATE);
    }

    public Field computed(Formula how) {
        formula = Optional.of(how);
        return without(FieldFlag.CREATEABLE, FieldFlag.UPDATEABLE).with(FieldFlag.CALCULATED);
    }

    /// Kept up to date by the org, of the record's details.
    public Field summing(RollUp what) {
        rollUp = Optional.of(what);
        return without(FieldFlag.CREATEABLE, FieldFlag.UPDATEABLE).with(FieldFlag.CALCULATED);
    }

    public FieldDefinition build() {
        return new FieldDefinition(
                name,
                label,
                type,
                length,
                precision,
                scale,
                digits,
                flags,
                lookup,
                picklist,
                compound,
                extraType,
                defaultValue,
                autoNumber,
                formula,
                notes,
                rollUp);
    }
}

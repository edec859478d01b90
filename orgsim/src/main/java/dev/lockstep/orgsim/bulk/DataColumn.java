package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a name in a job's data means.
public sealed interface DataColumn {
    String ID = "Id";

    /// `Account.External_Id__c`, `User:Owner.Username`.
    Pattern PARENT = Pattern.compile("(?:([^:.]+):)?([^:.]+)\\.([^:.]+)");

    record Id() implements DataColumn {}

    record Field(FieldDefinition field) implements DataColumn {}

    /// A parent, named by one of its fields.
    ///
    /// @param lookup the field behind the relationship
    record Parent(FieldDefinition lookup, String relationship, String object, String key) implements DataColumn {}

    /// The column that a header, or a field's element, names so.
    ///
    /// @throws DataRefused when the object has no such field
    static DataColumn of(SimulatedOrg org, ObjectDefinition object, String name) {
        if (name.equalsIgnoreCase(ID)) {
            return new Id();
        }
        Matcher parent = PARENT.matcher(name);
        return parent.matches()
                ? parent(org, object, Optional.ofNullable(parent.group(1)), parent.group(2), parent.group(3))
                : new Field(object.field(name).orElseThrow(() -> notFound(name)));
    }

    /// A parent that a relationship leads to.
    ///
    /// @param type the parent's object, where it is told
    /// @param key the field that names the parent
    /// @throws DataRefused when there is no such way
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_csv_rel_field_header_row.htm")
    @Assumed(reason = "That the type must not be told of a parent of one type is in a report about a job that failed")
    static DataColumn parent(
            SimulatedOrg org, ObjectDefinition object, Optional<String> type, String relationship, String key) {
        String name = type.map(told -> told + ":").orElse("") + relationship + "." + key;
        FieldDefinition lookup = object.relationship(relationship).orElseThrow(() -> notFound(name));
        boolean hasOneType = lookup.referenceTo().size() == 1;
        if (type.isPresent() && hasOneType) {
            throw new DataRefused(
                    "InvalidBatch : type is not needed for non polymorphic foreign key references: " + relationship);
        }
        String told = type.orElseGet(() -> hasOneType ? lookup.referenceTo().getFirst() : "");
        ObjectDefinition parent = org.object(told)
                .filter(found -> lookup.referenceTo().contains(found.name()))
                .orElseThrow(() -> notFound(name));
        FieldDefinition field = parent.field(key).orElseThrow(() -> notFound(name));
        return new Parent(lookup, relationship, parent.name(), field.name());
    }

    @Assumed(reason = "The words are in issues of many clients")
    static DataRefused notFound(String name) {
        return new DataRefused("InvalidBatch : Field name not found : " + name);
    }
}

package dev.lockstep.orgsim.csv;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.Schema;
import dev.lockstep.orgsim.source.SourceFile;
import dev.lockstep.orgsim.source.SourceRefused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Understands the header of a CSV file.
final class CsvColumns {
    /// `Account.External_Id__c`, `User:Owner.Username`.
    private static final Pattern PARENT = Pattern.compile("(?:([^:.]+):)?([^:.]+)\\.([^:.]+)");

    private final Schema schema;
    private final SourceFile file;
    private final ObjectDefinition object;
    private final long line;

    private CsvColumns(Schema schema, SourceFile file, ObjectDefinition object, long line) {
        this.schema = schema;
        this.file = file;
        this.object = object;
        this.line = line;
    }

    /// One a name of the header.
    static List<CsvColumn> read(Schema schema, SourceFile file, ObjectDefinition object, CsvFile content) {
        var columns = new CsvColumns(schema, file, object, content.headerLine());
        var made = new ArrayList<CsvColumn>();
        var names = new HashSet<String>();
        for (var name : content.header()) {
            if (!names.add(name.trim().toLowerCase(Locale.ROOT))) {
                throw columns.refused("the column " + name + " is there twice: remove one of them");
            }
            made.add(columns.column(name.trim()));
        }
        return made;
    }

    private CsvColumn column(String name) {
        if (name.equalsIgnoreCase("Id")) {
            return new CsvColumn.OldId();
        }
        if (name.equalsIgnoreCase("IsDeleted")) {
            return new CsvColumn.Deleted();
        }
        var parent = PARENT.matcher(name);
        return parent.matches()
                ? parent(parent)
                : object.field(name).map(CsvColumns::own).orElseThrow(() -> unknown(name));
    }

    private static CsvColumn own(FieldDefinition field) {
        if (!field.has(FieldFlag.CREATEABLE)) {
            return new CsvColumn.LeftOut(field.name());
        }
        return field.type() == FieldKind.REFERENCE ? new CsvColumn.ParentId(field) : new CsvColumn.Value(field);
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_csv_rel_field_header_row.htm")
    private CsvColumn parent(Matcher name) {
        var lookup = object.relationship(name.group(2)).orElseThrow(() -> unknown(name.group()));
        if (!lookup.has(FieldFlag.CREATEABLE)) {
            return new CsvColumn.LeftOut(name.group());
        }
        var told = Optional.ofNullable(name.group(1));
        var parents = lookup.referenceTo().stream()
                .filter(target -> told.isEmpty() || told.get().equalsIgnoreCase(target))
                .flatMap(target -> schema.object(target).stream())
                .filter(target -> target.field(name.group(3)).isPresent())
                .toList();
        if (parents.isEmpty()) {
            throw unknown(name.group());
        }
        if (parents.size() > 1) {
            throw refused("the column " + name.group() + " may name records of " + parents
                    + ": put the object before it, such as " + parents.getFirst() + ":" + name.group());
        }
        var key = parents.getFirst().field(name.group(3)).orElseThrow();
        if (!key.namesRecords()) {
            throw refused("the column " + name.group() + " can't name records, since " + key.name()
                    + " is no external id: take one that is, or remove the column");
        }
        return key.type() == FieldKind.ID
                ? new CsvColumn.ParentId(lookup)
                : new CsvColumn.ParentKey(lookup, parents.getFirst().name(), key.name());
    }

    private SourceRefused unknown(String name) {
        return refused(
                name.isEmpty()
                        ? "a column has no name: add it"
                        : "the object " + object + " has no field " + name + ": correct or remove the column");
    }

    private SourceRefused refused(String problem) {
        return file.refused(line, problem);
    }
}

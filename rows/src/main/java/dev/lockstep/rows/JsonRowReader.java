package dev.lockstep.rows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads answers to queries by REST into pages, token by token. Immutable.
///
/// Numbers keep their text. A parent that is null makes the columns reached through it null. A record that lacks
/// a wanted column is refused: taken for null, it would empty that column everywhere.
public final class JsonRowReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String JSON_OFFSET = "+0000";

    private final List<String> columns;
    private final JsonColumns tree;
    private final boolean[] isDateTime;

    /// @param columns paths such as `LastName` or `Account__r.External_Id__c`
    /// @param dateTimes those of them that hold points in time, which JSON ends with `+0000` and pages with `Z`
    public JsonRowReader(List<String> columns, Set<String> dateTimes) {
        if (!columns.containsAll(dateTimes)) {
            throw new IllegalArgumentException(dateTimes + " aren't all among the columns " + columns);
        }
        this.columns = List.copyOf(columns);
        this.tree = JsonColumns.of(columns);
        this.isDateTime = new boolean[columns.size()];
        for (int column = 0; column < isDateTime.length; column++) {
            isDateTime[column] = dateTimes.contains(columns.get(column));
        }
    }

    /// Throws [IllegalArgumentException] for what isn't a whole and sound answer to a query of these columns.
    public JsonPage read(byte[] json) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            return answer(parser);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("the answer to a query is no sound JSON", malformed);
        }
    }

    private JsonPage answer(JsonParser parser) {
        expect(parser.nextToken(), JsonToken.START_OBJECT);
        var rows = Optional.<RowPage>empty();
        var totalSize = Optional.<Long>empty();
        var done = Optional.<Boolean>empty();
        var nextRecordsUrl = Optional.<String>empty();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            switch (name) {
                case "records" -> rows = Optional.of(records(parser));
                case "totalSize" -> totalSize = Optional.of(parser.getLongValue());
                case "done" -> done = Optional.of(parser.getBooleanValue());
                case "nextRecordsUrl" ->
                    nextRecordsUrl = token == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(parser.getString());
                default -> parser.skipChildren();
            }
        }
        expect(parser.currentToken(), JsonToken.END_OBJECT);
        if (rows.isEmpty() || totalSize.isEmpty() || done.isEmpty()) {
            throw new IllegalArgumentException("the answer to a query lacks records, totalSize or done");
        }
        if (done.get() == nextRecordsUrl.isPresent()) {
            throw new IllegalArgumentException("the answer to a query doesn't agree with itself whether more follows");
        }
        return new JsonPage(rows.get(), totalSize.get(), nextRecordsUrl);
    }

    private RowPage records(JsonParser parser) {
        expect(parser.currentToken(), JsonToken.START_ARRAY);
        var page = new RowPageBuilder(columns);
        var row = new Row(columns.size());
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            row.clear();
            object(parser, tree, row);
            row.appendTo(page);
        }
        expect(parser.currentToken(), JsonToken.END_ARRAY);
        return page.build();
    }

    private void object(JsonParser parser, JsonColumns place, Row row) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var child = place.child(parser.currentName());
            var token = parser.nextToken();
            if (child.isEmpty()) {
                parser.skipChildren();
            } else if (token == JsonToken.VALUE_NULL) {
                child.get().below().forEach(column -> row.set(column, null));
            } else if (child.get().isColumn()) {
                row.set(child.get().column(), scalar(parser, child.get().column()));
            } else {
                expect(token, JsonToken.START_OBJECT);
                object(parser, child.get(), row);
            }
        }
        expect(parser.currentToken(), JsonToken.END_OBJECT);
    }

    private String scalar(JsonParser parser, int column) {
        if (!parser.currentToken().isScalarValue()) {
            throw new IllegalArgumentException("the column " + columns.get(column) + " holds more than one value");
        }
        var text = parser.getString();
        return isDateTime[column] && text.endsWith(JSON_OFFSET)
                ? text.substring(0, text.length() - JSON_OFFSET.length()) + "Z"
                : text;
    }

    private static void expect(@Nullable JsonToken token, JsonToken expected) {
        if (token != expected) {
            throw new IllegalArgumentException(
                    "the answer to a query has " + token + " where " + expected + " belongs");
        }
    }

    /// The cells of the record that is being read, which come in the org's order.
    private final class Row {
        private final @Nullable String[] cells;
        private final boolean[] seen;

        Row(int size) {
            cells = new @Nullable String[size];
            seen = new boolean[size];
        }

        void clear() {
            Arrays.fill(seen, false);
        }

        void set(int column, @Nullable String text) {
            cells[column] = text;
            seen[column] = true;
        }

        void appendTo(RowPageBuilder page) {
            for (int column = 0; column < cells.length; column++) {
                if (!seen[column]) {
                    throw new IllegalArgumentException("a record lacks the column " + columns.get(column));
                }
                var text = cells[column];
                if (text == null) {
                    page.appendNull();
                } else {
                    page.append(text);
                }
            }
        }
    }
}

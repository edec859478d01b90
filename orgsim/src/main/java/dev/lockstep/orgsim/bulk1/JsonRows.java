package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.DataRow;
import dev.lockstep.orgsim.bulk.DataRows;
import dev.lockstep.orgsim.bulk.Saving;
import dev.lockstep.orgsim.bulk1.RowReader.Format;
import dev.lockstep.orgsim.bulk1.RowReader.Parent;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// An array of objects as the rows of a batch.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_xml_valid_records.htm")
final class JsonRows implements DataRows {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String ATTRIBUTES = "attributes";
    private static final String TYPE = "type";

    private final SimulatedOrg org;
    private final Saving saving;
    private final JsonParser json;
    private boolean hasEnded;

    private JsonRows(SimulatedOrg org, Saving saving, JsonParser json) {
        this.org = org;
        this.saving = saving;
        this.json = json;
    }

    static JsonRows open(SimulatedOrg org, Saving saving, Path file) throws IOException {
        var rows = new JsonRows(
                org,
                saving,
                JSON.createParser(ObjectReadContext.empty(), new BufferedInputStream(Files.newInputStream(file))));
        try {
            rows.require(rows.json.nextToken(), JsonToken.START_ARRAY);
            return rows;
        } catch (JacksonException e) {
            rows.close();
            throw unparsable(e);
        }
    }

    @Assumed(reason = "That malformed data fails the batch is documented; the words are ours")
    private static RuntimeException unparsable(JacksonException e) {
        return RowReader.unparsable(Format.JSON, e.getOriginalMessage());
    }

    private void require(JsonToken found, JsonToken wanted) {
        if (found != wanted) {
            throw RowReader.unparsable(Format.JSON, "A batch is an array of flat objects");
        }
    }

    @Override
    public List<DataRow> nextChunk() {
        List<DataRow> chunk = new ArrayList<>();
        try {
            while (!hasEnded && chunk.size() < CHUNK_ROWS) {
                if (json.nextToken() == JsonToken.END_ARRAY) {
                    hasEnded = true;
                } else {
                    require(json.currentToken(), JsonToken.START_OBJECT);
                    chunk.add(record());
                }
            }
        } catch (JacksonException e) {
            throw unparsable(e);
        }
        return chunk;
    }

    @Assumed(reason = "What an object says of itself under attributes, as results do, is skipped")
    private DataRow record() {
        var row = new RowReader(org, saving, Format.JSON);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals(ATTRIBUTES)) {
                json.skipChildren();
            } else if (value == JsonToken.VALUE_NULL) {
                row.nothing(name);
            } else if (value == JsonToken.START_OBJECT) {
                row.parent(name, parent());
            } else {
                row.value(name, text());
            }
        }
        return row.row();
    }

    private Parent parent() {
        Parent parent = Parent.UNKNOWN;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals(ATTRIBUTES)) {
                require(json.currentToken(), JsonToken.START_OBJECT);
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    String attribute = json.currentName();
                    json.nextToken();
                    parent = attribute.equals(TYPE) ? parent.ofType(text()) : parent;
                }
            } else {
                parent = name.equals(TYPE) ? parent.ofType(text()) : parent.named(name, text());
            }
        }
        return parent;
    }

    private String text() {
        if (!json.currentToken().isScalarValue()) {
            throw RowReader.unparsable(Format.JSON, "A batch is an array of flat objects");
        }
        return json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getString();
    }

    @Override
    public void close() {
        json.close();
    }
}

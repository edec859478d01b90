package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.QueryRow;
import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.org.Value;
import java.util.List;
import java.util.Optional;

/// `/sobjects/{object}/{id}/{field}`: the bytes of a record's field.
final class BlobAnswers {
    private static final String CONTENT_TYPE = "ContentType";
    private static final String ANY_BYTES = "application/octet-stream";

    private final SimulatedOrg org;
    private final StoredRecords stored;

    BlobAnswers(SimulatedOrg org) {
        this.org = org;
        this.stored = new StoredRecords(org);
    }

    /// Whether a path with two words behind the object is one to bytes, and not to a record by its external id.
    boolean isNamed(Resource.OfRecords.Named resource) {
        return org.object(resource.object())
                .flatMap(object -> blob(object, resource))
                .isPresent();
    }

    private static Optional<FieldDefinition> blob(ObjectDefinition object, Resource.OfRecords.Named resource) {
        return object.field(resource.value())
                .filter(field -> field.type() == FieldKind.BASE64)
                .filter(_ -> RecordId.parse(resource.field()).isPresent());
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_sobject_blob_retrieve.htm")
    @Assumed(reason = "The bytes have the type that the record says, and are any where it says none")
    Answer answer(RestCall call, Resource.OfRecords.Named resource) {
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            throw call.methodNotAllowed("GET,HEAD");
        }
        ObjectDefinition object = org.object(resource.object()).orElseThrow();
        String field = blob(object, resource).orElseThrow().name();
        RecordId id = RecordId.parse(resource.field()).orElseThrow();
        boolean isTyped = object.field(CONTENT_TYPE).isPresent();
        QueryRow row = stored.live(object, isTyped ? List.of(field, CONTENT_TYPE) : List.of(field), List.of(id))
                .get(id.text18());
        if (row == null || !(value(row, field) instanceof Value.Blob blob)) {
            throw RestRefusal.notFound();
        }
        String type = isTyped && value(row, CONTENT_TYPE) instanceof Value.Text(String text) ? text : ANY_BYTES;
        return Answer.of(200, type, blob.bytes());
    }

    private static Value value(QueryRow row, String field) {
        return row.cells().stream()
                .filter(cell -> cell.name().equals(field))
                .map(QueryRow.Cell::value)
                .findFirst()
                .orElse(Value.Absent.ABSENT);
    }
}

package dev.lockstep.salesforce;

import dev.lockstep.model.RecordId;
import dev.lockstep.salesforce.http.Progress;
import dev.lockstep.salesforce.soap.PartnerClient;
import dev.lockstep.salesforce.soap.RecordElement;
import dev.lockstep.salesforce.soap.SavedElement;
import dev.lockstep.salesforce.soap.SoapAnswer;
import java.util.List;
import java.util.Optional;

/// Sends writes, each once, but for the one case that the org answers that the session is over.
final class Writes {
    private final PartnerClient soap;
    private final Sessions sessions;
    private final Requests requests;

    Writes(PartnerClient soap, Sessions sessions, Requests requests) {
        this.soap = soap;
        this.sessions = sessions;
        this.requests = requests;
    }

    SendResult send(WriteCall call) {
        var session = sessions.current();
        var result = once(call, session);
        if (!(result instanceof SendResult.NotProcessed refused
                && refused.why().treatment() == Treatment.SIGN_IN_AGAIN)) {
            return result;
        }
        try {
            return once(call, sessions.after(session));
        } catch (OrgFailure noSession) {
            return new SendResult.NotProcessed(noSession);
        }
    }

    private SendResult once(WriteCall call, Session session) {
        requests.count(CallReason.WRITE);
        var concerns = concerns(call);
        var answer = transmit(call, session);
        return switch (answer) {
            case SoapAnswer.Result<List<SavedElement>> result -> answered(call, result.value(), concerns);
            case SoapAnswer.Fault<?> fault -> byCode(Refusals.of(concerns, fault));
            case SoapAnswer.Unreadable<?> unreadable -> byCode(Refusals.of(concerns, unreadable));
            case SoapAnswer.Unwritten<?> unwritten -> new SendResult.NotProcessed(Refusals.of(concerns, unwritten));
            case SoapAnswer.Broken<?> broken ->
                switch (broken.why().progress()) {
                    case Progress.NOTHING_SENT -> new SendResult.NotProcessed(Refusals.of(concerns, broken));
                    case Progress.PERHAPS_ARRIVED -> new SendResult.Unknown(Refusals.of(concerns, broken));
                };
        };
    }

    private SoapAnswer<List<SavedElement>> transmit(WriteCall call, Session session) {
        var endpoint = session.soap();
        return switch (call) {
            case WriteCall.Create create -> soap.create(endpoint, elements(create.records()));
            case WriteCall.Update update -> soap.update(endpoint, elements(update.records()));
            case WriteCall.Upsert upsert -> soap.upsert(endpoint, upsert.key().value(), elements(upsert.records()));
            case WriteCall.Delete delete ->
                soap.delete(endpoint, delete.ids().stream().map(RecordId::value).toList());
        };
    }

    private static SendResult byCode(OrgFailure failure) {
        return switch (Failures.ofRequest(failure.code()).effect()) {
            case Failures.Effect.NONE -> new SendResult.NotProcessed(failure);
            case Failures.Effect.POSSIBLE -> new SendResult.Unknown(failure);
        };
    }

    /// An answer that doesn't tell of each record, once, what became of it, tells of none.
    private static SendResult answered(WriteCall call, List<SavedElement> saved, String concerns) {
        if (saved.size() != call.size()) {
            return new SendResult.Unknown(Refusals.unreadable(
                    concerns,
                    new IllegalArgumentException(
                            "the org told of " + saved.size() + " records where " + call.size() + " were sent")));
        }
        try {
            return new SendResult.Answered(saved.stream().map(Writes::outcome).toList());
        } catch (IllegalArgumentException unsound) {
            return new SendResult.Unknown(Refusals.unreadable(concerns, unsound));
        }
    }

    private static RecordOutcome outcome(SavedElement saved) {
        return switch (saved.outcome()) {
            case SavedElement.Outcome.CREATED -> new RecordOutcome.Accepted(id(saved), true);
            case SavedElement.Outcome.DONE -> new RecordOutcome.Accepted(id(saved), false);
            case SavedElement.Outcome.REFUSED ->
                new RecordOutcome.Refused(saved.errors().stream()
                        .map(error -> new RecordError(
                                error.code(),
                                error.message(),
                                error.fields(),
                                Failures.ofRecord(error.code(), error.message())))
                        .toList());
        };
    }

    private static RecordId id(SavedElement saved) {
        return RecordId.of(
                saved.id().orElseThrow(() -> new IllegalArgumentException("a saved record came without its Id")));
    }

    private static List<RecordElement> elements(List<OutgoingRecord> records) {
        return records.stream().map(Writes::element).toList();
    }

    private static RecordElement element(OutgoingRecord record) {
        var element = new RecordElement(
                record.object().value(),
                record.nulls().stream().map(Object::toString).toList());
        record.id().ifPresent(id -> element.id(id.value()));
        record.values().forEach((field, text) -> element.field(field.value(), text));
        record.references()
                .forEach((relationship, parent) -> element.reference(
                        relationship, parent.parent().value(), parent.key().value(), parent.value()));
        return element;
    }

    private static String concerns(WriteCall call) {
        return switch (call) {
            case WriteCall.Create create -> "create " + of(create.records());
            case WriteCall.Update update -> "update " + of(update.records());
            case WriteCall.Upsert upsert -> "upsert " + of(upsert.records());
            case WriteCall.Delete delete -> "delete " + delete.size() + " records";
        };
    }

    private static String of(List<OutgoingRecord> records) {
        var first =
                Optional.of(records.getFirst().object()).map(Object::toString).orElseThrow();
        return records.size() + " records, the first a " + first;
    }
}

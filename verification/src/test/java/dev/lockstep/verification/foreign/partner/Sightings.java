package dev.lockstep.verification.foreign.partner;

import com.sforce.async.AsyncApiException;
import com.sforce.soap.partner.DeleteResult;
import com.sforce.soap.partner.EmptyRecycleBinResult;
import com.sforce.soap.partner.IError;
import com.sforce.soap.partner.MergeResult;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.UndeleteResult;
import com.sforce.soap.partner.UpsertResult;
import com.sforce.soap.partner.fault.ApiFault;
import com.sforce.ws.ConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was seen, each under a name of its own. Lists stand under numbered names, with their length under `count`.
final class Sightings {
    private final Properties seen = new Properties();

    /// A call that is expected to be refused.
    interface Call {
        void make() throws ConnectionException;
    }

    void see(String name, @Nullable Object what) {
        String text = what instanceof Calendar moment
                ? DateTimeFormatter.ISO_INSTANT.format(moment.toInstant().atOffset(ZoneOffset.UTC))
                : String.valueOf(what);
        if (seen.putIfAbsent(name, text) != null) {
            throw new IllegalStateException("Seen twice: " + name);
        }
    }

    void seeAll(String name, List<?> all) {
        see(name + ".count", all.size());
        for (int i = 0; i < all.size(); i++) {
            see(name + "." + i, all.get(i));
        }
    }

    /// What became of one record, and the errors that refused it.
    private void seeOutcome(String name, boolean success, @Nullable String id, IError[] errors) {
        see(name + ".success", success);
        see(name + ".id", id);
        seeAll(name + ".codes", Stream.of(errors).map(IError::getStatusCode).toList());
        seeAll(name + ".messages", Stream.of(errors).map(IError::getMessage).toList());
        seeAll(
                name + ".fields",
                Stream.of(errors).flatMap(error -> Stream.of(error.getFields())).toList());
    }

    /// Numbered, one a record.
    void seeSaved(String name, SaveResult... results) {
        for (int i = 0; i < results.length; i++) {
            seeOutcome(name + "." + i, results[i].isSuccess(), results[i].getId(), results[i].getErrors());
        }
    }

    /// Numbered, one a record.
    void seeUpserted(String name, UpsertResult... results) {
        for (int i = 0; i < results.length; i++) {
            seeOutcome(name + "." + i, results[i].isSuccess(), results[i].getId(), results[i].getErrors());
            see(name + "." + i + ".created", results[i].isCreated());
        }
    }

    /// Numbered, one a record.
    void seeDeleted(String name, DeleteResult... results) {
        for (int i = 0; i < results.length; i++) {
            seeOutcome(name + "." + i, results[i].isSuccess(), results[i].getId(), results[i].getErrors());
        }
    }

    /// Numbered, one a record.
    void seeUndeleted(String name, UndeleteResult... results) {
        for (int i = 0; i < results.length; i++) {
            seeOutcome(name + "." + i, results[i].isSuccess(), results[i].getId(), results[i].getErrors());
        }
    }

    /// Numbered, one a record.
    void seeEmptied(String name, EmptyRecycleBinResult... results) {
        for (int i = 0; i < results.length; i++) {
            seeOutcome(name + "." + i, results[i].isSuccess(), results[i].getId(), results[i].getErrors());
        }
    }

    /// Numbered, one a request.
    void seeMerged(String name, MergeResult... results) {
        for (int i = 0; i < results.length; i++) {
            seeOutcome(name + "." + i, results[i].isSuccess(), results[i].getId(), results[i].getErrors());
            see(name + "." + i + ".merged", results[i].getMergedRecordIds().length);
            see(name + "." + i + ".moved", results[i].getUpdatedRelatedIds().length);
        }
    }

    /// The refusal of a call as a whole; that there was none is seen, too.
    void seeRefusal(String name, Call call) {
        try {
            call.make();
            see(name + ".kind", "none");
        } catch (ApiFault fault) {
            see(name + ".kind", fault.getClass().getSimpleName());
            see(name + ".code", fault.getExceptionCode());
            see(name + ".message", fault.getExceptionMessage());
            see(name + ".faultCode", fault.getFaultCode());
        } catch (ConnectionException other) {
            see(name + ".kind", other.getClass().getSimpleName());
            see(name + ".message", other.getMessage());
        }
    }

    /// A request to Bulk API 1.0 that is expected to be refused.
    interface AsyncCall {
        void make() throws AsyncApiException;
    }

    /// The refusal of a request to Bulk API 1.0; that there was none is seen, too.
    void seeAsyncRefusal(String name, AsyncCall call) {
        try {
            call.make();
            see(name + ".refused", "no");
        } catch (AsyncApiException refusal) {
            see(name + ".refused", refusal.getExceptionCode());
            see(name + ".message", refusal.getExceptionMessage());
        }
    }

    void writeTo(OutputStream out) throws IOException {
        seen.store(out, null);
    }
}

package dev.lockstep.salesforce.soap;

import com.sforce.soap.partner.DeleteResult;
import com.sforce.soap.partner.IError;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.UpsertResult;
import com.sforce.soap.partner.fault.ApiFault;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import com.sforce.ws.SoapFaultException;
import dev.lockstep.salesforce.http.HttpChannel;
import dev.lockstep.salesforce.soap.SavedElement.ErrorElement;
import dev.lockstep.salesforce.soap.SavedElement.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Makes SOAP calls, each once, each over a connection object of its own: those aren't safe for several threads,
/// and their headers stick. Safe for several threads itself.
public final class PartnerClient {
    private static final int MOST_RECORDS_OF_A_PAGE = 2_000;

    private final HttpChannel channel;
    private final String clientName;

    /// @param clientName what the org's change events name as the origin of our changes
    public PartnerClient(HttpChannel channel, String clientName) {
        this.channel = channel;
        this.clientName = clientName;
    }

    public SoapAnswer<Instant> serverTimestamp(SoapEndpoint endpoint) {
        return call(
                endpoint,
                connection -> connection.getServerTimestamp().getTimestamp().toInstant());
    }

    public SoapAnswer<SoapPage> query(SoapEndpoint endpoint, String soql, List<String> columns) {
        return call(
                endpoint,
                connection -> new SoapRows(columns).page(reading(connection).query(soql)));
    }

    public SoapAnswer<SoapPage> queryAll(SoapEndpoint endpoint, String soql, List<String> columns) {
        return call(
                endpoint,
                connection -> new SoapRows(columns).page(reading(connection).queryAll(soql)));
    }

    public SoapAnswer<SoapPage> queryMore(SoapEndpoint endpoint, String locator, List<String> columns) {
        return call(
                endpoint,
                connection -> new SoapRows(columns).page(reading(connection).queryMore(locator)));
    }

    public SoapAnswer<List<SavedElement>> create(SoapEndpoint endpoint, List<RecordElement> records) {
        return call(endpoint, connection -> saved(writing(connection).create(elements(records)), Outcome.CREATED));
    }

    public SoapAnswer<List<SavedElement>> update(SoapEndpoint endpoint, List<RecordElement> records) {
        return call(endpoint, connection -> saved(writing(connection).update(elements(records)), Outcome.DONE));
    }

    public SoapAnswer<List<SavedElement>> upsert(SoapEndpoint endpoint, String key, List<RecordElement> records) {
        return call(endpoint, connection -> {
            var saved = new ArrayList<SavedElement>();
            for (UpsertResult result : writing(connection).upsert(key, elements(records))) {
                var success = result.isCreated() ? Outcome.CREATED : Outcome.DONE;
                saved.add(element(result.getId(), result.isSuccess() ? success : Outcome.REFUSED, result.getErrors()));
            }
            return saved;
        });
    }

    public SoapAnswer<List<SavedElement>> delete(SoapEndpoint endpoint, List<String> ids) {
        return call(endpoint, connection -> {
            var saved = new ArrayList<SavedElement>();
            for (DeleteResult result : writing(connection).delete(ids.toArray(String[]::new))) {
                saved.add(element(
                        result.getId(), result.isSuccess() ? Outcome.DONE : Outcome.REFUSED, result.getErrors()));
            }
            return saved;
        });
    }

    private interface Operation<T> {
        T run(PartnerConnection connection) throws ConnectionException;
    }

    private <T> SoapAnswer<T> call(SoapEndpoint endpoint, Operation<T> operation) {
        var transport = new ChannelTransport(channel);
        try {
            return new SoapAnswer.Result<>(operation.run(connection(endpoint, transport)));
        } catch (SoapFaultException fault) {
            return new SoapAnswer.Fault<>(transport.answer().orElseThrow().status(), code(fault), message(fault));
        } catch (ConnectionException | RuntimeException failed) {
            // The library throws unchecked exceptions, too, for texts that aren't what their elements promise.
            if (transport.breakage().isPresent()) {
                return new SoapAnswer.Broken<>(transport.breakage().get());
            }
            return transport
                    .answer()
                    .<SoapAnswer<T>>map(answer -> new SoapAnswer.Unreadable<>(answer.status(), failed))
                    .orElseGet(() -> new SoapAnswer.Unwritten<>(failed));
        }
    }

    private PartnerConnection connection(SoapEndpoint endpoint, ChannelTransport transport) throws ConnectionException {
        var config = new ConnectorConfig();
        config.setManualLogin(true);
        config.setSessionId(endpoint.session());
        config.setServiceEndpoint(endpoint.uri().toString());
        config.setAuthEndpoint(endpoint.uri().toString());
        config.setTransportFactory(() -> transport);
        var connection = new PartnerConnection(config);
        connection.setCallOptions(clientName, null);
        return connection;
    }

    private static PartnerConnection reading(PartnerConnection connection) {
        connection.setQueryOptions(MOST_RECORDS_OF_A_PAGE);
        return connection;
    }

    /// Says what would otherwise be left to defaults, which differ between the org's APIs.
    private static PartnerConnection writing(PartnerConnection connection) {
        connection.setAllOrNoneHeader(false);
        connection.setAssignmentRuleHeader(null, false);
        return connection;
    }

    private static String code(SoapFaultException fault) {
        return fault instanceof ApiFault api && api.getExceptionCode() != null
                ? api.getExceptionCode().name()
                : fault.getFaultCode().getLocalPart();
    }

    private static String message(SoapFaultException fault) {
        var message = fault instanceof ApiFault api ? api.getExceptionMessage() : fault.getMessage();
        return message == null ? "no message" : message;
    }

    private static SObject[] elements(List<RecordElement> records) {
        return records.stream().map(RecordElement::element).toArray(SObject[]::new);
    }

    private static List<SavedElement> saved(SaveResult[] results, Outcome success) {
        return Arrays.stream(results)
                .map(result ->
                        element(result.getId(), result.isSuccess() ? success : Outcome.REFUSED, result.getErrors()))
                .toList();
    }

    private static SavedElement element(String id, Outcome outcome, IError[] errors) {
        return new SavedElement(
                Optional.ofNullable(id),
                outcome,
                Arrays.stream(errors)
                        .map(error -> new ErrorElement(
                                error.getStatusCode().name(),
                                error.getMessage() == null ? "no message" : error.getMessage(),
                                List.of(error.getFields())))
                        .toList());
    }
}

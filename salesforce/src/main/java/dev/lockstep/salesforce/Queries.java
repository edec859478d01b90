package dev.lockstep.salesforce;

import dev.lockstep.model.FieldType;
import dev.lockstep.rows.JsonPage;
import dev.lockstep.rows.JsonRowReader;
import dev.lockstep.salesforce.rest.RestResources;
import dev.lockstep.salesforce.soap.PartnerClient;
import dev.lockstep.salesforce.soap.SoapPage;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Runs queries: by REST, or by SOAP where the query is too long for an address. The pages are the same.
final class Queries {
    /// An org takes addresses of 16,384 bytes, all headers included by some accounts.
    private static final int LONGEST_URI_BYTES = 16_000;

    private static final String CONCERNS = "query";

    private final Reads reads;
    private final PartnerClient soap;

    Queries(Reads reads, PartnerClient soap) {
        this.reads = reads;
        this.soap = soap;
    }

    RowPages run(Session session, String soql, QueryScope scope, List<QueryColumn> columns) {
        // Encoded, the address is ASCII: its characters are its bytes.
        return uri(session, soql, scope).toString().length() <= LONGEST_URI_BYTES
                ? byRest(soql, scope, columns)
                : bySoap(soql, scope, columns);
    }

    private RowPages byRest(String soql, QueryScope scope, List<QueryColumn> columns) {
        var reader = new JsonRowReader(
                paths(columns),
                columns.stream()
                        .filter(column -> column.type().family() == FieldType.Family.DATETIME)
                        .map(QueryColumn::path)
                        .collect(Collectors.toSet()));
        Function<byte[], RowPages.Page> page = json -> ofRest(reader.read(json));
        return new RowPages(
                reads.get(CallReason.QUERY, CONCERNS, session -> uri(session, soql, scope), page),
                next -> reads.get(
                        CallReason.QUERY, CONCERNS, session -> session.rest().path(next), page));
    }

    private RowPages bySoap(String soql, QueryScope scope, List<QueryColumn> columns) {
        var paths = paths(columns);
        SoapPage first = reads.call(CallReason.QUERY, CONCERNS, session -> switch (scope) {
            case LIVE -> soap.query(session.soap(), soql, paths);
            case WITH_DELETED -> soap.queryAll(session.soap(), soql, paths);
        });
        return new RowPages(
                ofSoap(first),
                locator -> ofSoap(reads.call(
                        CallReason.QUERY, CONCERNS, session -> soap.queryMore(session.soap(), locator, paths))));
    }

    private static URI uri(Session session, String soql, QueryScope scope) {
        return switch (scope) {
            case LIVE -> session.rest().query(soql);
            case WITH_DELETED -> session.rest().queryAll(soql);
        };
    }

    private static List<String> paths(List<QueryColumn> columns) {
        return columns.stream().map(QueryColumn::path).toList();
    }

    private static RowPages.Page ofRest(JsonPage page) {
        page.nextRecordsUrl().ifPresent(RestResources::checkPath);
        return new RowPages.Page(page.rows(), page.totalSize(), page.nextRecordsUrl());
    }

    private static RowPages.Page ofSoap(SoapPage page) {
        return new RowPages.Page(page.rows(), page.totalSize(), page.locator());
    }
}

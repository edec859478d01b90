package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.CsvText;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Body;
import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.QueryRow;
import dev.lockstep.orgsim.org.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/// Rows of a query as XML, made while they are written.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_using_bulk_query.htm")
@Assumed(
        reason = "Records look as they do in SOAP: each begins with its type and Id, and the Id stands once more where"
                + " it was selected; clients read them so")
record QueryXml(QueryAnswer answer, long offset, long rows) implements Body {
    private static final String ID = "Id";

    @Override
    public OptionalLong length() {
        return OptionalLong.empty();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        AsyncXml.write(out, xml -> {
            xml.startRootOfRecords("queryResult");
            RowPages.forEach(answer, offset, rows, row -> write(xml, "records", row));
            xml.end();
        });
    }

    private static void write(AsyncXml xml, String element, QueryRow row) {
        xml.start(element).type("sObject").text("type", row.type());
        boolean isSelected = row.cells().stream().anyMatch(cell -> cell.name().equals(ID));
        if (isSelected) {
            xml.text(ID, row.id().orElseThrow());
        } else {
            xml.nil(ID);
        }
        row.cells().forEach(cell -> write(xml, cell));
        xml.end();
    }

    private static void write(AsyncXml xml, QueryRow.Cell cell) {
        switch (cell.value()) {
            case Value.Absent _ -> xml.nil(cell.name());
            case Value.Parent(QueryRow parent) -> write(xml, cell.name(), parent);
            case Value.Text _,
                    Value.Blob _,
                    Value.Whole _,
                    Value.Decimal _,
                    Value.Flag _,
                    Value.Day _,
                    Value.Moment _,
                    Value.TimeOfDay _,
                    Value.Compound _ -> xml.text(cell.name(), CsvText.of(cell.value()));
        }
    }
}

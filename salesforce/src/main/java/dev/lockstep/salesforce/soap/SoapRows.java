package dev.lockstep.salesforce.soap;

import com.sforce.soap.partner.QueryResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.bind.XmlObject;
import dev.lockstep.rows.RowPage;
import dev.lockstep.rows.RowPageBuilder;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Puts query results into pages. SOAP spells all values as pages do; what has no element, or a nil one, is
/// null.
final class SoapRows {
    private final List<String> columns;
    private final List<String[]> paths;

    SoapRows(List<String> columns) {
        this.columns = columns;
        this.paths = columns.stream().map(path -> path.split("\\.", -1)).toList();
    }

    SoapPage page(QueryResult result) throws ConnectionException {
        return new SoapPage(
                rows(result.getRecords()),
                result.getSize(),
                result.isDone() ? Optional.empty() : Optional.of(result.getQueryLocator()));
    }

    private RowPage rows(SObject[] records) throws ConnectionException {
        var page = new RowPageBuilder(columns);
        for (var record : records) {
            for (var path : paths) {
                var text = text(record, path);
                if (text.isPresent()) {
                    page.append(text.get());
                } else {
                    page.appendNull();
                }
            }
        }
        return page.build();
    }

    private static Optional<String> text(XmlObject record, String[] path) throws ConnectionException {
        var place = Optional.of(record);
        for (var name : path) {
            place = place.flatMap(parent -> child(parent, name));
        }
        if (place.isEmpty()) {
            return Optional.empty();
        }
        if (place.get().hasChildren()) {
            throw new ConnectionException("the column " + String.join(".", path) + " holds more than one value");
        }
        var value = place.get().getValue();
        if (value != null && !(value instanceof String)) {
            throw new ConnectionException("the column " + String.join(".", path) + " came with a type of its own");
        }
        return Optional.ofNullable((String) value);
    }

    private static Optional<XmlObject> child(XmlObject parent, String name) {
        for (Iterator<XmlObject> children = parent.getChildren(); children.hasNext(); ) {
            var child = children.next();
            if (child.getName().getLocalPart().equalsIgnoreCase(name)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }
}

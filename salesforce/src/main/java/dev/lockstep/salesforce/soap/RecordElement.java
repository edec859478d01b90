package dev.lockstep.salesforce.soap;

import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.bind.TypeMapper;
import com.sforce.ws.bind.XmlObject;
import com.sforce.ws.parser.XmlOutputStream;
import java.io.IOException;
import java.util.Collection;
import javax.xml.namespace.QName;

/// A record as an element of a message, in the WSDL's order: type, fields to empty, Id, then all others.
///
/// Fields are written as text without a type: the org reads them by the types of its own fields, and no number
/// passes through a floating-point value on the way.
public final class RecordElement {
    private final SObject element = new SObject();

    public RecordElement(String type, Collection<String> fieldsToNull) {
        element.setType(type);
        if (!fieldsToNull.isEmpty()) {
            element.setFieldsToNull(fieldsToNull.toArray(String[]::new));
        }
    }

    public RecordElement id(String id) {
        element.setId(id);
        return this;
    }

    public RecordElement field(String name, String text) {
        element.addField(name, new TextElement(text));
        return this;
    }

    /// A parent named by an external id.
    public RecordElement reference(String relationship, String parentType, String key, String text) {
        var parent = new SObject();
        parent.setType(parentType);
        parent.addField(key, new TextElement(text));
        element.addField(relationship, parent);
        return this;
    }

    SObject element() {
        return element;
    }

    private static final class TextElement extends XmlObject {
        private final String text;

        TextElement(String text) {
            this.text = text;
        }

        @Override
        public void write(QName name, XmlOutputStream out, TypeMapper typeMapper) throws IOException {
            out.writeStartTag(name.getNamespaceURI(), name.getLocalPart());
            out.writeText(text);
            out.writeEndTag(name.getNamespaceURI(), name.getLocalPart());
        }
    }
}

package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.xml.XmlFactories;
import dev.lockstep.orgsim.xml.XmlText;
import java.io.ByteArrayOutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes elements in the order of the calls. Names are written as given, with their prefix: the envelope declares
/// them.
final class XmlWriter {
    private static final XMLOutputFactory FACTORY = XmlFactories.writing();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter out;

    XmlWriter() {
        try {
            out = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
            out.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    XmlWriter start(String name) {
        try {
            int colon = name.indexOf(':');
            if (colon < 0) {
                out.writeStartElement(name);
            } else {
                out.writeStartElement(
                        name.substring(0, colon), name.substring(colon + 1), uri(name.substring(0, colon)));
            }
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /// Follows a [#start].
    XmlWriter namespace(String prefix, String uri) {
        try {
            if (prefix.isEmpty()) {
                out.writeDefaultNamespace(uri);
            } else {
                out.writeNamespace(prefix, uri);
            }
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /// Follows a [#start]; what type the element says it has.
    XmlWriter type(String type) {
        return instance("type", type);
    }

    XmlWriter nil(String name) {
        return start(name).instance("nil", "true").end();
    }

    XmlWriter text(String name, String text) {
        return start(name).characters(text).end();
    }

    XmlWriter text(String name, boolean value) {
        return text(name, Boolean.toString(value));
    }

    XmlWriter text(String name, int value) {
        return text(name, Integer.toString(value));
    }

    XmlWriter characters(String text) {
        try {
            out.writeCharacters(XmlText.writable(text));
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    XmlWriter end() {
        try {
            out.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    byte[] finish() {
        try {
            out.writeEndDocument();
            out.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    private XmlWriter instance(String attribute, String value) {
        try {
            out.writeAttribute("xsi", Namespaces.INSTANCE, attribute, value);
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /// The writer doesn't repair namespaces, so that it only needs some URI beside the prefix.
    private static String uri(String prefix) {
        return switch (prefix) {
            case "soapenv" -> Namespaces.ENVELOPE;
            case "sf" -> Namespaces.SOBJECT;
            default -> Namespaces.PARTNER;
        };
    }

    private static IllegalStateException unexpected(XMLStreamException e) {
        return new IllegalStateException("An answer can't be written as XML: " + e.getMessage(), e);
    }
}

package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.xml.XmlFactories;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads a request's envelope as a tree.
final class EnvelopeReader {
    private static final XMLInputFactory FACTORY = XmlFactories.reading();

    private EnvelopeReader() {}

    /// @throws UnreadableEnvelope when it isn't XML, holds a document type, or isn't a SOAP envelope with a body
    static Envelope read(byte[] message) throws UnreadableEnvelope {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(message));
            try {
                return envelope(root(reader));
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new UnreadableEnvelope("The request isn't well-formed XML: " + oneLine(e), e);
        }
    }

    private static Element root(XMLStreamReader reader) throws XMLStreamException, UnreadableEnvelope {
        Element root = null;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw new UnreadableEnvelope("A document type isn't allowed in a SOAP message.");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                root = element(reader);
            }
        }
        if (root == null) {
            throw new UnreadableEnvelope("The request is empty.");
        }
        return root;
    }

    /// Stands on a start element and leaves the reader on its end.
    private static Element element(XMLStreamReader reader) throws XMLStreamException {
        String namespace = reader.getNamespaceURI();
        String name = reader.getLocalName();
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        List<Element> children = new ArrayList<>();
        var text = new StringBuilder();
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            switch (reader.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(reader));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                default -> {}
            }
        }
        return new Element(namespace == null ? "" : namespace, name, attributes, children, text.toString());
    }

    private static Envelope envelope(Element root) throws UnreadableEnvelope {
        if (!root.name().equals("Envelope") || !root.namespace().equals(Namespaces.ENVELOPE)) {
            throw new UnreadableEnvelope(
                    "The message isn't a SOAP 1.1 envelope: its root is <%s>.".formatted(root.name()));
        }
        Element body = root.child("Body").orElseThrow(() -> new UnreadableEnvelope("The envelope has no body."));
        if (body.children().isEmpty()) {
            throw new UnreadableEnvelope("The envelope's body is empty.");
        }
        List<Element> headers = root.child("Header").map(Element::children).orElse(List.of());
        return new Envelope(headers, body.children().getFirst());
    }

    private static String oneLine(XMLStreamException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }
}

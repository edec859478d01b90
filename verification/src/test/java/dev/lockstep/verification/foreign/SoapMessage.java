package dev.lockstep.verification.foreign;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// A message as a tree.
record SoapMessage(Document document) {
    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";

    static SoapMessage parse(String xml) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            return new SoapMessage(factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml))));
        } catch (ParserConfigurationException | SAXException unreadable) {
            throw new IOException(unreadable);
        }
    }

    /// The name of the element that the body holds.
    String content() {
        return firstElement(document.getElementsByTagNameNS(ENVELOPE, "Body").item(0))
                .orElseThrow()
                .getLocalName();
    }

    /// The name of the element that tells a fault's kind.
    Optional<String> fault() {
        Node detail = document.getElementsByTagName("detail").item(0);
        return detail == null ? Optional.empty() : firstElement(detail).map(Element::getLocalName);
    }

    private static Optional<Element> firstElement(Node parent) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }
}

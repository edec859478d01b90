package dev.lockstep.orgsim.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// The schemas inside a real partner WSDL, to hold answers against.
final class PartnerSchema {
    private static final String WSDL = "partner-58.wsdl";
    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SCHEMA = XMLConstants.W3C_XML_SCHEMA_NS_URI;
    private static final Map<String, String> FILES = Map.of(
            "urn:partner.soap.sforce.com", "partner.xsd",
            "urn:sobject.partner.soap.sforce.com", "sobject.xsd",
            "urn:fault.partner.soap.sforce.com", "fault.xsd");
    private static final Map<String, String> PREFIXES = Map.of(
            "tns", "urn:partner.soap.sforce.com",
            "ens", "urn:sobject.partner.soap.sforce.com",
            "fns", "urn:fault.partner.soap.sforce.com",
            "xsd", SCHEMA);

    private final Schema schema;

    private PartnerSchema(Schema schema) {
        this.schema = schema;
    }

    /// Skips the test where the WSDL isn't at hand: it isn't ours to ship.
    static PartnerSchema load(Path scratch)
            throws IOException, ParserConfigurationException, SAXException, TransformerException {
        String folder = System.getProperty("lockstep.reference.data", "");
        Path wsdl = Path.of(folder, WSDL);
        assumeTrue(
                !folder.isEmpty() && Files.isReadable(wsdl),
                "No " + WSDL + ": name the folder that holds it by -Dlockstep.reference.data");
        NodeList schemas = parse(Files.readAllBytes(wsdl)).getElementsByTagNameNS(SCHEMA, "schema");
        var imports = new StringBuilder();
        for (int i = 0; i < schemas.getLength(); i++) {
            Element schema = (Element) schemas.item(i);
            String namespace = schema.getAttribute("targetNamespace");
            standAlone(schema);
            write(schema, scratch.resolve(file(namespace)));
            imports.append("<import namespace='%s' schemaLocation='%s'/>".formatted(namespace, file(namespace)));
        }
        Path all = Files.writeString(
                scratch.resolve("all.xsd"), "<schema xmlns='%s'>%s</schema>".formatted(SCHEMA, imports));
        return new PartnerSchema(SchemaFactory.newInstance(SCHEMA).newSchema(all.toFile()));
    }

    private static String file(String namespace) {
        String file = FILES.get(namespace);
        if (file == null) {
            throw new IllegalStateException("The WSDL has a schema that isn't known: " + namespace);
        }
        return file;
    }

    /// Gives a schema the prefixes that the WSDL around it declared, and its imports a place.
    private static void standAlone(Element schema) {
        PREFIXES.forEach(
                (prefix, uri) -> schema.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, uri));
        NodeList imports = schema.getElementsByTagNameNS(SCHEMA, "import");
        for (int i = 0; i < imports.getLength(); i++) {
            Element imported = (Element) imports.item(i);
            imported.setAttribute("schemaLocation", file(imported.getAttribute("namespace")));
        }
    }

    private static void write(Element schema, Path file) throws TransformerException {
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(new DOMSource(schema), new StreamResult(file.toFile()));
    }

    /// Validates what a message carries: its headers, and its body's response or fault detail.
    void validate(byte[] message) throws SAXException, IOException, ParserConfigurationException {
        for (Element part : parts(parse(message))) {
            schema.newValidator().validate(new DOMSource(part));
        }
    }

    private static List<Element> parts(Document message) {
        List<Element> parts = new ArrayList<>();
        for (String place : List.of("Header", "Body")) {
            NodeList found = message.getElementsByTagNameNS(ENVELOPE, place);
            for (int i = 0; i < found.getLength(); i++) {
                parts.addAll(children(found.item(i)));
            }
        }
        List<Element> unfolded = new ArrayList<>();
        for (Element part : parts) {
            if (part.getLocalName().equals("Fault")) {
                NodeList detail = part.getElementsByTagName("detail");
                unfolded.addAll(children(detail.item(0)));
            } else {
                unfolded.add(part);
            }
        }
        return unfolded;
    }

    private static List<Element> children(Node parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static Document parse(byte[] xml) throws ParserConfigurationException, SAXException, IOException {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }
}

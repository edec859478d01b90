package dev.lockstep.verification.foreign;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// A real partner WSDL, to hold answers against. Its schemas prescribe each element's place; what stands around them is
/// SOAP's own envelope.
final class PartnerWsdl {
    private static final String FILE = "partner-58.wsdl";
    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
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

    /// SOAP 1.1, as narrow as the API uses it: one element in a body, the API's codes and details in a fault.
    private static final String ENVELOPE = """
        <schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:f="urn:fault.partner.soap.sforce.com"
            xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
            targetNamespace="http://schemas.xmlsoap.org/soap/envelope/" elementFormDefault="qualified">
          <import namespace="urn:partner.soap.sforce.com" schemaLocation="partner.xsd"/>
          <import namespace="urn:fault.partner.soap.sforce.com" schemaLocation="fault.xsd"/>
          <element name="Envelope">
            <complexType>
              <sequence>
                <element name="Header" minOccurs="0">
                  <complexType>
                    <sequence>
                      <any namespace="urn:partner.soap.sforce.com" processContents="strict" maxOccurs="unbounded"/>
                    </sequence>
                  </complexType>
                </element>
                <element name="Body">
                  <complexType>
                    <choice>
                      <element ref="s:Fault"/>
                      <any namespace="urn:partner.soap.sforce.com" processContents="strict"/>
                    </choice>
                  </complexType>
                </element>
              </sequence>
            </complexType>
          </element>
          <element name="Fault">
            <complexType>
              <sequence>
                <element name="faultcode" form="unqualified">
                  <simpleType>
                    <union memberTypes="f:FaultCode">
                      <simpleType>
                        <restriction base="QName"><enumeration value="s:Client"/></restriction>
                      </simpleType>
                    </union>
                  </simpleType>
                </element>
                <element name="faultstring" type="string" form="unqualified"/>
                <element name="detail" form="unqualified" minOccurs="0">
                  <complexType>
                    <sequence><any namespace="urn:fault.partner.soap.sforce.com" processContents="strict"/></sequence>
                  </complexType>
                </element>
              </sequence>
            </complexType>
          </element>
        </schema>
        """;

    private final Schema schema;
    private final Map<String, List<String>> operations;

    private PartnerWsdl(Schema schema, Map<String, List<String>> operations) {
        this.schema = schema;
        this.operations = Map.copyOf(operations);
    }

    /// Skips the test where the WSDL isn't at hand: it isn't ours to ship.
    static PartnerWsdl load(Path scratch) throws IOException, SAXException, TransformerException {
        String folder = System.getProperty("lockstep.reference.data", "");
        Path wsdl = Path.of(folder, FILE);
        assumeTrue(
                !folder.isEmpty() && Files.isReadable(wsdl),
                "No " + FILE + ": name the folder that holds it by -Dlockstep.reference.data");
        Element root = SoapMessage.parse(Files.readString(wsdl)).document().getDocumentElement();
        for (Element schema : elements(root.getElementsByTagNameNS(SCHEMA, "schema"))) {
            standAlone(schema);
            write(schema, scratch.resolve(file(schema.getAttribute("targetNamespace"))));
        }
        Path envelope = Files.writeString(scratch.resolve("envelope.xsd"), ENVELOPE);
        return new PartnerWsdl(SchemaFactory.newInstance(SCHEMA).newSchema(envelope.toFile()), operations(root));
    }

    private static Map<String, List<String>> operations(Element root) {
        Map<String, List<String>> operations = new LinkedHashMap<>();
        Element port = elements(root.getElementsByTagNameNS(WSDL, "portType")).getFirst();
        for (Element operation : elements(port.getElementsByTagNameNS(WSDL, "operation"))) {
            operations.put(
                    operation.getAttribute("name"),
                    elements(operation.getElementsByTagNameNS(WSDL, "fault")).stream()
                            .map(fault -> fault.getAttribute("name"))
                            .toList());
        }
        return operations;
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(index -> (Element) nodes.item(index))
                .toList();
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
        for (Element imported : elements(schema.getElementsByTagNameNS(SCHEMA, "import"))) {
            imported.setAttribute("schemaLocation", file(imported.getAttribute("namespace")));
        }
    }

    private static void write(Element schema, Path file) throws TransformerException {
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(new DOMSource(schema), new StreamResult(file.toFile()));
    }

    /// The names of all calls that the API has, and the faults that each may answer.
    Map<String, List<String>> operations() {
        return operations;
    }

    /// Validates a message from its root on: headers, results and faults.
    ///
    /// @throws SAXException that says what isn't as it must be
    void validate(String message) throws SAXException, IOException {
        schema.newValidator().validate(new DOMSource(SoapMessage.parse(message).document()));
    }
}

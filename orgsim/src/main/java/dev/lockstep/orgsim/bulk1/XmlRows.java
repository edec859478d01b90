package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.DataRow;
import dev.lockstep.orgsim.bulk.DataRows;
import dev.lockstep.orgsim.bulk.Saving;
import dev.lockstep.orgsim.bulk1.RowReader.Format;
import dev.lockstep.orgsim.bulk1.RowReader.Parent;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.xml.XmlFactories;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// `<sObjects>` as the rows of a batch. Elements are found by their local names: clients disagree on namespaces.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_xml_valid_records.htm")
final class XmlRows implements DataRows {
    private static final XMLInputFactory XML = XmlFactories.reading();
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String RECORD = "sObject";
    private static final String TYPE = "type";
    private static final Set<String> TRUE = Set.of("true", "1");

    private final SimulatedOrg org;
    private final Saving saving;
    private final InputStream in;
    private final XMLStreamReader xml;
    private boolean hasEnded;

    private XmlRows(SimulatedOrg org, Saving saving, InputStream in) throws XMLStreamException {
        this.org = org;
        this.saving = saving;
        this.in = in;
        this.xml = XML.createXMLStreamReader(in, "UTF-8");
        xml.nextTag();
        xml.require(XMLStreamConstants.START_ELEMENT, null, "sObjects");
    }

    static XmlRows open(SimulatedOrg org, Saving saving, Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        try {
            return new XmlRows(org, saving, in);
        } catch (XMLStreamException e) {
            in.close();
            throw unparsable(e);
        }
    }

    @Assumed(reason = "That malformed data fails the batch is documented; the words are ours")
    private static RuntimeException unparsable(XMLStreamException e) {
        return RowReader.unparsable(Format.XML, String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }

    @Override
    public List<DataRow> nextChunk() {
        List<DataRow> chunk = new ArrayList<>();
        try {
            while (!hasEnded && chunk.size() < CHUNK_ROWS) {
                if (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                    xml.require(XMLStreamConstants.START_ELEMENT, null, RECORD);
                    chunk.add(record());
                } else {
                    readToTheEnd();
                }
            }
        } catch (XMLStreamException e) {
            throw unparsable(e);
        }
        return chunk;
    }

    private void readToTheEnd() throws XMLStreamException {
        while (xml.hasNext()) {
            xml.next();
        }
        hasEnded = true;
    }

    private DataRow record() throws XMLStreamException {
        var row = new RowReader(org, saving, Format.XML);
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            field(row);
        }
        return row.row();
    }

    @Assumed(reason = "An element without text changes nothing, as a cell of CSV without text")
    private void field(RowReader row) throws XMLStreamException {
        String name = xml.getLocalName();
        boolean isNil = TRUE.contains(String.valueOf(xml.getAttributeValue(INSTANCE, "nil")));
        var text = new StringBuilder();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                xml.require(XMLStreamConstants.START_ELEMENT, null, RECORD);
                row.parent(name, parent());
                xml.nextTag();
                xml.require(XMLStreamConstants.END_ELEMENT, null, name);
                return;
            }
            if (xml.hasText()) {
                text.append(xml.getText());
            }
        }
        if (isNil) {
            row.nothing(name);
        } else {
            row.value(name, text.toString());
        }
    }

    private Parent parent() throws XMLStreamException {
        Parent parent = Parent.UNKNOWN;
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            String name = xml.getLocalName();
            String text = xml.getElementText();
            parent = name.equals(TYPE) ? parent.ofType(text.strip()) : parent.named(name, text);
        }
        return parent;
    }

    @Override
    public void close() {
        try {
            xml.close();
            in.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

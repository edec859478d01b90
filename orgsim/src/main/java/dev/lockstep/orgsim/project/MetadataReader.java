package dev.lockstep.orgsim.project;

import com.ctc.wstx.stax.WstxInputFactory;
import dev.lockstep.orgsim.source.SourceFile;
import dev.lockstep.orgsim.source.SourceFolder;
import dev.lockstep.orgsim.source.SourceRefused;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads a metadata file as a tree.
final class MetadataReader {
    private static final XMLInputFactory FACTORY = factory();

    private MetadataReader() {}

    private static XMLInputFactory factory() {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /// Throws [SourceRefused] for what isn't sound XML, or has another root.
    static MetadataElement read(ProjectFolder project, SourceFile file, String root) {
        try (InputStream content = project.source().open(file)) {
            return read(file, content, root);
        } catch (IOException failure) {
            throw SourceFolder.unreadable(file.name(), failure);
        }
    }

    static MetadataElement read(SourceFile file, InputStream content, String root) {
        try {
            var reader = FACTORY.createXMLStreamReader(content);
            try {
                var element = root(file, reader);
                if (!element.name().equals(root)) {
                    throw file.refused(
                            element.line(),
                            "the root is <" + element.name() + "> where <" + root + "> belongs: correct the file");
                }
                return element;
            } finally {
                reader.close();
            }
        } catch (XMLStreamException malformed) {
            var location = malformed.getLocation();
            throw file.refused(
                    location == null ? 1 : location.getLineNumber(),
                    "no sound XML (" + firstLine(malformed) + "): correct it");
        }
    }

    private static MetadataElement root(SourceFile file, XMLStreamReader reader) throws XMLStreamException {
        List<MetadataElement> roots = new ArrayList<>();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw file.refused(line(reader), "metadata has no document type: remove it");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                roots.add(element(reader));
            }
        }
        return roots.getFirst();
    }

    /// Stands on a start element and leaves the reader on its end.
    private static MetadataElement element(XMLStreamReader reader) throws XMLStreamException {
        var name = reader.getLocalName();
        var line = line(reader);
        var children = new ArrayList<MetadataElement>();
        var text = new StringBuilder();
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            switch (reader.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(reader));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                default -> {}
            }
        }
        return new MetadataElement(name, line, text.toString(), children);
    }

    private static int line(XMLStreamReader reader) {
        return reader.getLocation().getLineNumber();
    }

    private static String firstLine(XMLStreamException malformed) {
        return String.valueOf(malformed.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .strip();
    }
}

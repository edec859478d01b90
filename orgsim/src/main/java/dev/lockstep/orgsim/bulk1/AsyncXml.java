package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.CsvText;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.xml.XmlFactories;
import dev.lockstep.orgsim.xml.XmlText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes elements of the API's namespace, in the order of the calls, to wherever they go.
final class AsyncXml {
    private static final XMLOutputFactory FACTORY = XmlFactories.writing();
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private final XMLStreamWriter out;

    private AsyncXml(OutputStream stream) throws XMLStreamException {
        out = FACTORY.createXMLStreamWriter(stream, "UTF-8");
        out.writeStartDocument("UTF-8", "1.0");
    }

    private interface Step {
        void take() throws XMLStreamException;
    }

    static Answer answer(int status, Consumer<AsyncXml> content) {
        var bytes = new ByteArrayOutputStream();
        try {
            write(bytes, content);
        } catch (IOException e) {
            throw new IllegalStateException("An answer can't be written as XML", e);
        }
        return Answer.of(status, Form.XML.mediaType(), bytes.toByteArray());
    }

    /// Writes a document as it is made.
    ///
    /// @throws IOException the stream can't be written
    static void write(OutputStream stream, Consumer<AsyncXml> content) throws IOException {
        try {
            var xml = new AsyncXml(stream);
            content.accept(xml);
            xml.out.writeEndDocument();
            xml.out.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        } catch (Broken e) {
            throw new IOException(e.getCause());
        }
    }

    /// A failure of the stream below, on its way through a consumer.
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken(XMLStreamException cause) {
            super(cause);
        }
    }

    private AsyncXml step(Step step) {
        try {
            step.take();
            return this;
        } catch (XMLStreamException e) {
            throw new Broken(e);
        }
    }

    AsyncXml startRoot(String name) {
        return step(() -> {
            out.writeStartElement(name);
            out.writeDefaultNamespace(AsyncInfo.NAMESPACE);
        });
    }

    /// With the prefix that types and absent values are told by.
    AsyncXml startRootOfRecords(String name) {
        return startRoot(name).step(() -> out.writeNamespace("xsi", INSTANCE));
    }

    AsyncXml start(String name) {
        return step(() -> out.writeStartElement(name));
    }

    /// Follows a [#start].
    AsyncXml type(String type) {
        return step(() -> out.writeAttribute("xsi", INSTANCE, "type", type));
    }

    AsyncXml nil(String name) {
        return start(name)
                .step(() -> out.writeAttribute("xsi", INSTANCE, "nil", "true"))
                .end();
    }

    AsyncXml text(String name, String text) {
        return start(name)
                .step(() -> out.writeCharacters(XmlText.writable(text)))
                .end();
    }

    AsyncXml end() {
        return step(out::writeEndElement);
    }

    void root(AsyncInfo info) {
        startRoot(info.name());
        content(info);
        end();
    }

    void element(AsyncInfo info) {
        start(info.name());
        content(info);
        end();
    }

    private void content(AsyncInfo info) {
        for (AsyncInfo.Entry entry : info.entries()) {
            switch (entry.value()) {
                case AsyncInfo.Value.Text(String text) -> text(entry.name(), text);
                case AsyncInfo.Value.Count(long number) -> text(entry.name(), Long.toString(number));
                case AsyncInfo.Value.Version(String text) -> text(entry.name(), text);
                case AsyncInfo.Value.Moment(var at) -> text(entry.name(), CsvText.moment(at));
                case AsyncInfo.Value.Null(), AsyncInfo.Value.False() -> {}
            }
        }
    }
}

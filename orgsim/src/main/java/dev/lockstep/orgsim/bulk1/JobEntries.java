package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.http.FlatJson;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.xml.XmlFactories;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What stands in the body of a request that makes or changes a job, whichever form it has.
record JobEntries(Map<String, String> entries) {
    private static final XMLInputFactory XML = XmlFactories.reading();
    private static final String ROOT = "jobInfo";

    /// What an org alone says of a job.
    private static final List<String> OF_THE_SYSTEM = List.of(
            "createdById",
            "createdDate",
            "systemModstamp",
            "numberBatchesQueued",
            "numberBatchesInProgress",
            "numberBatchesCompleted",
            "numberBatchesFailed",
            "numberBatchesTotal",
            "numberRecordsProcessed",
            "numberRecordsFailed",
            "numberRetries",
            "apiVersion",
            "totalProcessingTime",
            "apiActiveProcessingTime",
            "apexProcessingTime");

    /// How a client's classes write what nobody has set.
    private static final Set<String> UNSET = Set.of("", "0", "0.0", "false");

    JobEntries {
        entries = Map.copyOf(entries);
    }

    /// All entries of a request.
    ///
    /// @throws AsyncRefusal when it can't be read
    @Assumed(reason = "The code for XML is documented; the one for JSON, and the words, are ours")
    static JobEntries read(HttpCall call) {
        return switch (Form.of(call, Optional.empty())) {
            case JSON -> {
                try {
                    yield new JobEntries(FlatJson.read(call.body()));
                } catch (IllegalArgumentException unreadable) {
                    throw ExceptionCode.CLIENT_INPUT_ERROR.refusal(String.valueOf(unreadable.getMessage()));
                }
            }
            case XML -> {
                try {
                    yield new JobEntries(readXml(call.body()));
                } catch (XMLStreamException unreadable) {
                    throw ExceptionCode.INVALID_XML.refusal("The request isn't a jobInfo in well-formed XML: "
                            + String.valueOf(unreadable.getMessage()).replaceAll("\\s+", " "));
                }
            }
        };
    }

    /// One entry of a request that may be anything.
    static Optional<String> find(HttpCall call, String key) {
        try {
            return read(call).text(key);
        } catch (AsyncRefusal _) {
            return Optional.empty();
        }
    }

    private static Map<String, String> readXml(byte[] body) throws XMLStreamException {
        Map<String, String> entries = new LinkedHashMap<>();
        XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(body));
        try {
            xml.nextTag();
            xml.require(XMLStreamConstants.START_ELEMENT, null, ROOT);
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                entries.put(name, xml.getElementText().strip());
            }
            while (xml.hasNext()) {
                xml.next();
            }
            return entries;
        } finally {
            xml.close();
        }
    }

    /// What isn't blank.
    Optional<String> text(String key) {
        return Optional.ofNullable(entries.get(key)).filter(text -> !text.isBlank());
    }

    @Assumed(reason = "Code and words are in a report about a client that sends back what it got")
    void refuseSystemFields() {
        OF_THE_SYSTEM.stream()
                .filter(name -> !UNSET.contains(entries.getOrDefault(name, "")))
                .findFirst()
                .ifPresent(name -> {
                    throw ExceptionCode.INVALID_JOB.refusal(
                            Character.toUpperCase(name.charAt(0)) + name.substring(1) + " cannot be specified");
                });
    }
}

package dev.lockstep.verification.malformed;

import dev.lockstep.verification.wire.FlatFields;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.core.JacksonException;

/// Says whether an answer has a form that Salesforce's clients understand. For one thread at a time.
final class Judge {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]+");
    /// What begins an error of the Streaming API.
    private static final Pattern STREAM_ERROR = Pattern.compile("(4\\d\\d):[^:]*:.+", Pattern.DOTALL);
    /// What begins the text by which a batch of Bulk API 1.0 tells its failure.
    private static final Pattern BATCH_ERROR = Pattern.compile("([A-Z][A-Za-z]+) : .+", Pattern.DOTALL);
    /// A code of Bulk API 1.0.
    private static final Pattern ASYNC_CODE = Pattern.compile("[A-Z][A-Za-z]+");
    /// What an answer holds that tells of the program behind it.
    private static final Pattern INSIDES =
            Pattern.compile("dev\\.lockstep|org\\.eclipse|java\\.(lang|util|io)\\.|\\tat ");
    private static final int SERVER_ERROR = 500;
    private static final int OK = 200;
    private static final int REFUSED = 300;
    private static final int TOO_LONG = 414;

    private final DocumentBuilderFactory xml = DocumentBuilderFactory.newDefaultNSInstance();

    Judge() {
        try {
            xml.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            xml.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        } catch (ParserConfigurationException unknown) {
            throw new IllegalStateException(unknown);
        }
    }

    /// An answer of REST or of Bulk 2.0: a list of errors, each with a code and a text.
    Verdict ofJson(HttpResponse<String> answer) {
        if (answer.statusCode() < OK || answer.statusCode() >= SERVER_ERROR || showsInsides(answer)) {
            return broken(answer);
        }
        if (answer.statusCode() < REFUSED) {
            return new Verdict.Taken();
        }
        if (answer.statusCode() == TOO_LONG) {
            // The server says so before anybody reads what was asked, here and in an org.
            return new Verdict.Refused("414");
        }
        try {
            var error = FlatFields.listOf(answer.body()).getFirst();
            return code(error.getOrDefault("errorCode", ""), error.getOrDefault("message", ""), answer);
        } catch (JacksonException | IllegalStateException | java.util.NoSuchElementException unreadable) {
            return broken(answer);
        }
    }

    /// An answer of the SOAP API: an envelope, with a fault that has a code or with a result.
    Verdict ofSoap(HttpResponse<String> answer) {
        try {
            var envelope = document(answer);
            if (answer.statusCode() == OK && !showsInsides(answer)) {
                return new Verdict.Taken();
            }
            var code = text(envelope, "faultcode").replaceFirst("^\\w+:", "");
            if (answer.statusCode() != SERVER_ERROR || showsInsides(answer)) {
                return broken(answer);
            }
            // What isn't understood as a message is the fault of the client, in SOAP's own words.
            return code.equals("Client")
                    ? new Verdict.Refused(code)
                    : code(code, text(envelope, "faultstring"), answer);
        } catch (SAXException | java.io.IOException | ParserConfigurationException unreadable) {
            return broken(answer);
        }
    }

    /// An answer of Bulk API 1.0: an error has a code and a text, in XML or JSON.
    Verdict ofAsync(HttpResponse<String> answer) {
        if (answer.statusCode() < OK || answer.statusCode() >= SERVER_ERROR || showsInsides(answer)) {
            return broken(answer);
        }
        if (answer.statusCode() < REFUSED) {
            return new Verdict.Taken();
        }
        try {
            var code = asyncText(answer, "exceptionCode");
            boolean isKnown = ASYNC_CODE.matcher(code).matches() && !code.equals("Unknown");
            return isKnown && !asyncText(answer, "exceptionMessage").isBlank()
                    ? new Verdict.Refused(code)
                    : broken(answer);
        } catch (IllegalArgumentException unreadable) {
            return broken(answer);
        }
    }

    /// How a batch of Bulk API 1.0 ended that was refused as a whole.
    ///
    /// @param batch what is told of it
    Verdict ofFailedBatch(HttpResponse<String> batch) {
        var error = BATCH_ERROR.matcher(asyncText(batch, "stateMessage"));
        return error.matches() && !showsInsides(batch) ? new Verdict.Refused(error.group(1)) : broken(batch);
    }

    /// What Bulk API 1.0 tells by this name, in XML or JSON; nothing where it doesn't.
    ///
    /// @throws IllegalArgumentException when the answer is neither
    String asyncText(HttpResponse<String> answer, String name) {
        try {
            return answer.body().startsWith("{")
                    ? FlatFields.of(answer.body()).getOrDefault(name, "")
                    : text(document(answer), name);
        } catch (JacksonException | SAXException | java.io.IOException | ParserConfigurationException unreadable) {
            throw new IllegalArgumentException("neither XML nor JSON: " + answer.body(), unreadable);
        }
    }

    /// An answer of the Streaming API: a list of messages, each of which says how it went. What is no list of messages
    /// is refused without a word.
    Verdict ofStream(HttpResponse<String> answer) {
        if (showsInsides(answer) || answer.statusCode() >= SERVER_ERROR) {
            return broken(answer);
        }
        if (answer.statusCode() >= REFUSED) {
            return new Verdict.Refused(String.valueOf(answer.statusCode()));
        }
        try {
            for (var message : FlatFields.listOf(answer.body())) {
                if ("false".equals(message.get("successful"))) {
                    var error = STREAM_ERROR.matcher(message.getOrDefault("error", ""));
                    return error.matches() ? new Verdict.Refused(error.group(1)) : broken(answer);
                }
            }
            return new Verdict.Taken();
        } catch (JacksonException | IllegalStateException unreadable) {
            return broken(answer);
        }
    }

    private Document document(HttpResponse<String> answer)
            throws SAXException, java.io.IOException, ParserConfigurationException {
        return xml.newDocumentBuilder().parse(new InputSource(new StringReader(answer.body())));
    }

    private static Verdict code(String code, String message, HttpResponse<String> answer) {
        boolean isKnown = CODE.matcher(code).matches() && !code.equals("UNKNOWN_EXCEPTION");
        return isKnown && !message.isBlank() ? new Verdict.Refused(code) : broken(answer);
    }

    private static String text(Document document, String element) {
        var found = document.getElementsByTagName(element);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static boolean showsInsides(HttpResponse<String> answer) {
        return INSIDES.matcher(answer.body()).find();
    }

    private static Verdict.Broken broken(HttpResponse<String> answer) {
        return new Verdict.Broken(answer.statusCode() + " " + answer.body());
    }
}

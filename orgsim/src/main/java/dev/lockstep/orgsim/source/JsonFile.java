package dev.lockstep.orgsim.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// A JSON file while it is being read from its beginning to its end. Whatever is wrong in it is refused with its place.
public final class JsonFile implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final SourceFile file;
    private final InputStream content;
    private final JsonParser parser;

    /// Closes the content when it is closed itself.
    public JsonFile(SourceFile file, InputStream content) {
        this.file = file;
        this.content = content;
        this.parser = JSON.createParser(ObjectReadContext.empty(), content);
    }

    /// Stands before the first token.
    public static JsonFile open(SourceFolder folder, SourceFile file) {
        return new JsonFile(file, folder.open(file));
    }

    /// The next token, which must be there.
    public JsonToken next() {
        var token = advance();
        if (token == null) {
            throw endsTooEarly(parser.currentLocation().getLineNr());
        }
        return token;
    }

    public void expectNext(JsonToken expected, String what) {
        if (next() != expected) {
            throw refused("here belongs " + what + ": correct it");
        }
    }

    /// The next token as the text of a string.
    public String nextText(String what) {
        expectNext(JsonToken.VALUE_STRING, what);
        return text();
    }

    public void expectEnd() {
        if (advance() != null) {
            throw file.refused(parser.currentTokenLocation().getLineNr(), "something stands behind the end: remove it");
        }
    }

    private @Nullable JsonToken advance() {
        try {
            return parser.nextToken();
        } catch (JacksonException malformed) {
            throw malformed(malformed);
        }
    }

    public JsonToken current() {
        return Objects.requireNonNull(parser.currentToken());
    }

    /// The name of the property whose name or value is the current token.
    public String name() {
        return parser.currentName();
    }

    /// The current value as it is written: a string without its quotes, a number with all its digits.
    public String text() {
        try {
            return parser.getString();
        } catch (JacksonException malformed) {
            throw malformed(malformed);
        }
    }

    /// Goes to the end of the object or array that the current token begins.
    public void skip() {
        try {
            parser.skipChildren();
        } catch (JacksonException malformed) {
            throw malformed(malformed);
        }
    }

    public SourceRefused refused(String problem) {
        var place = place();
        return place.isEmpty()
                ? file.refused(parser.currentTokenLocation().getLineNr(), problem)
                : file.refused(place, problem);
    }

    /// Where the current token stands, such as `records[3].Name`; empty at the top.
    public String place() {
        Deque<String> steps = new ArrayDeque<>();
        for (TokenStreamContext at = parser.streamReadContext(); !at.inRoot(); at = at.getParent()) {
            if (at.inArray() && at.hasCurrentIndex()) {
                steps.addFirst("[" + at.getCurrentIndex() + "]");
            } else if (at.hasCurrentName()) {
                steps.addFirst("." + at.currentName());
            }
        }
        var place = String.join("", steps);
        return place.startsWith(".") ? place.substring(1) : place;
    }

    private SourceRefused endsTooEarly(int line) {
        return file.refused(line, "the JSON ends too early: complete it");
    }

    private SourceRefused malformed(JacksonException malformed) {
        var location = malformed.getLocation();
        var line = location == null ? 1 : location.getLineNr();
        if (malformed instanceof UnexpectedEndOfInputException) {
            return endsTooEarly(line);
        }
        return file.refused(
                line, "no sound JSON (" + malformed.getOriginalMessage().replaceAll("\\s+", " ") + "): correct it");
    }

    @Override
    public void close() {
        try (content) {
            parser.close();
        } catch (IOException failure) {
            throw SourceFolder.unreadable(file.name(), failure);
        }
    }
}

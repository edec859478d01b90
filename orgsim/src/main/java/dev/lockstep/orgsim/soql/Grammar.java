package dev.lockstep.orgsim.soql;

import io.github.apexdevtools.apexparser.ApexLexer;
import io.github.apexdevtools.apexparser.ApexParser;
import io.github.apexdevtools.apexparser.ApexParser.QueryContext;
import io.github.apexdevtools.apexparser.CaseInsensitiveInputStream;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;

/// Runs the grammar over a query. It is made for Apex sources and more lenient than the API: what it lets pass is
/// checked here and where its tree is read.
final class Grammar {
    private static final int DEEPEST = 100;

    private final SoqlText text;
    private final Faults faults;

    Grammar(SoqlText text, Faults faults) {
        this.text = text;
        this.faults = faults;
    }

    QueryContext parse(String masked) {
        var lexer = new ApexLexer(new CaseInsensitiveInputStream(CharStreams.fromString(masked)));
        lexer.removeErrorListeners();
        lexer.addErrorListener(new StopAtFirstError(faults, text.length()));
        List<? extends Token> tokens = lexer.getAllTokens();
        var words = new ArrayList<Token>();
        for (var token : tokens) {
            if (token.getChannel() == ApexLexer.COMMENT_CHANNEL) {
                throw faults.unexpectedToken(token.getStartIndex(), token.getStopIndex() + 1);
            }
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                words.add(token);
            }
        }
        nameTheObjectOrder(words);
        refuseDeepNesting(words);
        var stream = new CommonTokenStream(new ListTokenSource(words));
        var parser = new ApexParser(stream);
        parser.removeErrorListeners();
        parser.addErrorListener(new StopAtFirstError(faults, text.length()));
        var query = parser.query();
        if (stream.LA(1) != Token.EOF) {
            throw faults.unexpectedToken(
                    stream.LT(1).getStartIndex(), stream.LT(1).getStopIndex() + 1);
        }
        return query;
    }

    /// To the grammar `ORDER` always starts a clause; without BY it is the object or a relationship.
    private static void nameTheObjectOrder(List<Token> tokens) {
        for (var index = 0; index < tokens.size(); index++) {
            var isFollowedByBy =
                    index + 1 < tokens.size() && tokens.get(index + 1).getType() == ApexLexer.BY;
            if (tokens.get(index) instanceof CommonToken token
                    && token.getType() == ApexLexer.ORDER
                    && !isFollowedByBy) {
                token.setType(ApexLexer.Identifier);
            }
        }
    }

    /// The parser goes down a level for each parenthesis, and its thread's stack ends somewhere.
    private void refuseDeepNesting(List<Token> tokens) {
        var depth = 0;
        for (var token : tokens) {
            depth += token.getType() == ApexLexer.LPAREN ? 1 : 0;
            depth -= token.getType() == ApexLexer.RPAREN ? 1 : 0;
            if (depth > DEEPEST) {
                throw faults.unsupported(token.getStartIndex(), "more than " + DEEPEST + " parentheses in each other");
            }
        }
    }

    private static final class StopAtFirstError extends BaseErrorListener {
        private final Faults faults;
        private final int end;

        StopAtFirstError(Faults faults, int end) {
            this.faults = faults;
            this.end = end;
        }

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                Object offending,
                int line,
                int column,
                String message,
                RecognitionException cause) {
            if (offending instanceof Token token && token.getType() != Token.EOF) {
                throw faults.unexpectedToken(token.getStartIndex(), token.getStopIndex() + 1);
            }
            if (recognizer instanceof ApexLexer lexer) {
                throw faults.unexpectedToken(lexer._tokenStartCharIndex, lexer._tokenStartCharIndex + 1);
            }
            throw faults.unexpectedToken(end, end);
        }
    }
}

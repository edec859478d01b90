package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Value;
import io.github.apexdevtools.apexparser.ApexParser.DateFormulaContext;
import io.github.apexdevtools.apexparser.ApexParser.SignedNumberContext;
import io.github.apexdevtools.apexparser.ApexParser.ValueContext;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.function.Function;
import org.antlr.v4.runtime.Token;

/// Reads the values of conditions.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm")
final class LiteralReader {
    private static final int MILLISECOND_DIGITS = 3;
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, MILLISECOND_DIGITS, true)
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final Faults faults;
    private final Strings strings;
    private final Periods periods;

    LiteralReader(Faults faults, Strings strings, Periods periods) {
        this.faults = faults;
        this.strings = strings;
        this.periods = periods;
    }

    Literal read(Operator operator, ValueContext value) {
        var start = value.getStart();
        var text = value.getText();
        if (value.StringLiteral() != null) {
            return string(operator, value.StringLiteral().getSymbol());
        }
        if (value.dateFormula() != null) {
            return days(value.dateFormula());
        }
        if (value.NULL() != null) {
            return new Literal.Single(Value.Absent.ABSENT);
        }
        if (value.BooleanLiteral() != null) {
            return new Literal.Single(new Value.Flag(text.equalsIgnoreCase("true")));
        }
        if (value.signedNumber() != null) {
            return new Literal.Single(new Value.Decimal(number(value.signedNumber())));
        }
        if (value.DateLiteral() != null) {
            return single(start, "date", day -> new Value.Day(LocalDate.parse(day)));
        }
        if (value.DateTimeLiteral() != null) {
            return single(start, "dateTime", moment -> new Value.Moment(moment(moment)));
        }
        if (value.TimeLiteral() != null) {
            return single(start, "time", time -> new Value.TimeOfDay(time(time)));
        }
        if (value.boundExpression() != null) {
            throw faults.unsupported(start.getStartIndex(), "bind variables");
        }
        if (value.valueList() != null || value.subQuery() != null) {
            throw faults.unexpectedToken(start.getStartIndex(), start.getStopIndex() + 1);
        }
        throw faults.unsupported(start.getStartIndex(), "values with a currency");
    }

    private Literal string(Operator operator, Token token) {
        var start = token.getStartIndex();
        var end = token.getStopIndex() + 1;
        return operator == Operator.LIKE
                ? new Literal.Pattern(strings.pattern(start, end))
                : new Literal.Single(Value.text(strings.value(start, end)));
    }

    private BigDecimal number(SignedNumberContext number) {
        var text = number.getText();
        if (!Character.isDigit(text.charAt(text.length() - 1))) {
            throw faults.unexpectedToken(
                    number.getStart().getStartIndex(), number.getStop().getStopIndex() + 1);
        }
        return new BigDecimal(text);
    }

    private Literal single(Token token, String kind, Function<String, Value> parsing) {
        try {
            return new Literal.Single(parsing.apply(token.getText().toUpperCase(Locale.ROOT)));
        } catch (DateTimeException unreadable) {
            throw faults.malformed(token.getStartIndex(), "Invalid " + kind + ": " + token.getText());
        }
    }

    /// With `Z` or an offset.
    private static Instant moment(String text) {
        return OffsetDateTime.parse(text, DATE_TIME).toInstant();
    }

    /// Times of day are UTC.
    private static LocalTime time(String text) {
        if (!text.endsWith("Z")) {
            throw new DateTimeException("A time without Z: " + text);
        }
        return LocalTime.parse(text.substring(0, text.length() - 1), TIME);
    }

    private Literal days(DateFormulaContext formula) {
        var at = formula.getStart().getStartIndex();
        var name = formula.getStart().getText();
        if (formula.signedInteger() == null) {
            return periods.named(name).orElseThrow(() -> faults.unsupported(at, "the date literal " + name));
        }
        int count;
        try {
            count = Integer.parseInt(formula.signedInteger().getText());
        } catch (NumberFormatException _) {
            throw faults.malformed(at, "Invalid number of periods: " + formula.getText());
        }
        if (count < 0) {
            throw faults.unsupported(at, "date literals with a negative number");
        }
        return periods.counted(name, count).orElseThrow(() -> faults.unsupported(at, "the date literal " + name));
    }
}

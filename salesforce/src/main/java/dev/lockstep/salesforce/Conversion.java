package dev.lockstep.salesforce;

import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldType;
import dev.lockstep.salesforce.rest.OrgTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// How [FieldText] turns one spelling into the other, a method a family of types.
final class Conversion {
    /// Beyond this a number can't be meant; printed without exponent it would fill pages.
    private static final int MOST_DIGITS = 400;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter POSTGRES_TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter POSTGRES_DATE_TIME = new DateTimeFormatterBuilder()
            .append(DATE)
            .appendLiteral(' ')
            .append(POSTGRES_TIME)
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter ORG_TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'");
    private static final DateTimeFormatter ORG_DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

    private Conversion() {}

    static FieldText toOrg(FieldDescription field, String postgres) {
        try {
            return switch (field.type().family()) {
                case FieldType.Family.TEXT -> text(field, postgres);
                case FieldType.Family.WHOLE_NUMBER -> wholeNumber(field, postgres);
                case FieldType.Family.NUMBER -> number(field, postgres);
                case FieldType.Family.BOOLEAN -> new FieldText.Value(Boolean.toString(bool(postgres)));
                case FieldType.Family.DATE -> new FieldText.Value(DATE.format(LocalDate.parse(postgres, DATE)));
                case FieldType.Family.DATETIME ->
                    new FieldText.Value(ORG_DATE_TIME.format(LocalDateTime.parse(postgres, POSTGRES_DATE_TIME)));
                case FieldType.Family.TIME ->
                    new FieldText.Value(ORG_TIME.format(LocalTime.parse(postgres, POSTGRES_TIME)));
                case FieldType.Family.UNMAPPABLE -> refused(field, postgres, "values of this type can't be written");
            };
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            return refused(field, postgres, "an org has no such value");
        }
    }

    static String toPostgres(FieldDescription field, String org) {
        return switch (field.type().family()) {
            case FieldType.Family.TEXT, FieldType.Family.UNMAPPABLE -> org;
            case FieldType.Family.WHOLE_NUMBER, FieldType.Family.NUMBER -> plain(decimal(org));
            case FieldType.Family.BOOLEAN -> bool(org) ? "t" : "f";
            case FieldType.Family.DATE -> DATE.format(date(org));
            case FieldType.Family.DATETIME -> POSTGRES_DATE_TIME.format(dateTime(org));
            case FieldType.Family.TIME -> POSTGRES_TIME.format(time(org));
        };
    }

    static Optional<String> comparable(FieldDescription field, String org) {
        return switch (field.type().family()) {
            case FieldType.Family.TEXT -> comparableText(field, org);
            case FieldType.Family.WHOLE_NUMBER, FieldType.Family.NUMBER ->
                Optional.of(plain(decimal(org).setScale(field.scale(), RoundingMode.HALF_UP)));
            case FieldType.Family.BOOLEAN -> Optional.of(Boolean.toString(bool(org)));
            case FieldType.Family.DATE -> Optional.of(DATE.format(date(org)));
            case FieldType.Family.DATETIME ->
                Optional.of(ORG_DATE_TIME.format(dateTime(org).truncatedTo(ChronoUnit.SECONDS)));
            case FieldType.Family.TIME -> Optional.of(ORG_TIME.format(time(org)));
            case FieldType.Family.UNMAPPABLE -> Optional.of(org);
        };
    }

    private static FieldText text(FieldDescription field, String postgres) {
        var canonical = CanonicalText.of(postgres);
        if (canonical.isEmpty()) {
            return new FieldText.Refused("The text of " + field.name()
                    + " holds U+FFFE, U+FFFF or half of a character pair, which no org can be sent: remove it.");
        }
        // Only what is blank in every reading: of wider spaces it isn't known whether the org trims them.
        return canonical.get().trim().isEmpty() ? new FieldText.Nothing() : new FieldText.Value(canonical.get());
    }

    private static FieldText wholeNumber(FieldDescription field, String postgres) {
        var number = decimal(postgres);
        if (number.stripTrailingZeros().scale() > 0) {
            return refused(field, postgres, "the field takes whole numbers only");
        }
        return new FieldText.Value(plain(number));
    }

    private static FieldText number(FieldDescription field, String postgres) {
        return switch (postgres) {
            case "NaN", "Infinity", "-Infinity" -> refused(field, postgres, "an org has no such number");
            default -> new FieldText.Value(plain(decimal(postgres)));
        };
    }

    private static BigDecimal decimal(String text) {
        var number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
            throw new IllegalArgumentException("a number of too many digits");
        }
        return number;
    }

    /// Without exponent and without zeros that say nothing.
    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "t", "true" -> true;
            case "f", "false" -> false;
            default -> throw new IllegalArgumentException("\"" + text + "\" is neither true nor false");
        };
    }

    private static LocalDateTime dateTime(String org) {
        return LocalDateTime.ofInstant(OrgTime.parse(org), ZoneOffset.UTC);
    }

    private static LocalDate date(String org) {
        try {
            return LocalDate.parse(org, DATE);
        } catch (DateTimeException noDate) {
            throw new IllegalArgumentException("\"" + org + "\" is no date", noDate);
        }
    }

    private static LocalTime time(String org) {
        try {
            return OffsetTime.parse(org).withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException("\"" + org + "\" is no time of day", noTime);
        }
    }

    private static Optional<String> comparableText(FieldDescription field, String org) {
        var stored = CanonicalText.of(org).orElse(org);
        if (field.type() == FieldType.MULTIPICKLIST) {
            stored = Arrays.stream(stored.split(";", -1))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .sorted()
                    .collect(Collectors.joining(";"));
        }
        return CanonicalText.stored(stored);
    }

    private static FieldText refused(FieldDescription field, String postgres, String why) {
        return new FieldText.Refused("The value \"" + postgres + "\" of " + field.name() + " (" + field.type()
                + ") can't be sent: " + why + ".");
    }
}

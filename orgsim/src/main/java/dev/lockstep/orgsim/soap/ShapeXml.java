package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.describe.Shape;

/// Writes metadata as elements.
final class ShapeXml {
    private ShapeXml() {}

    static void write(XmlWriter out, String element, Shape shape) {
        switch (shape) {
            case Shape.Text(String text) -> out.text(element, text);
            case Shape.Count(int count) -> out.text(element, count);
            case Shape.Flag(boolean set) -> out.text(element, set);
            case Shape.Omitted _ -> {}
            case Shape.Nil _ -> out.nil(element);
            case Shape.Items(var items) -> items.forEach(item -> write(out, element, item));
            case Shape.Group(var properties) -> {
                out.start(element);
                properties.forEach((name, property) -> {
                    if (name.equals("defaultValue") && properties.containsKey("soapType")) {
                        anyType(out, name, property);
                    } else {
                        write(out, name, property);
                    }
                });
                out.end();
            }
        }
    }

    /// A field's default value may be of any type, so that it names its own.
    private static void anyType(XmlWriter out, String element, Shape shape) {
        switch (shape) {
            case Shape.Flag(boolean set) ->
                out.start(element)
                        .type("xsd:boolean")
                        .characters(Boolean.toString(set))
                        .end();
            case Shape.Text(String text) ->
                out.start(element).type("xsd:string").characters(text).end();
            case Shape.Count _, Shape.Omitted _, Shape.Nil _, Shape.Items _, Shape.Group _ ->
                write(out, element, shape);
        }
    }
}

package dev.lockstep.orgsim.xml;

import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;

/// The parser and the writer of all XML. Named, not looked up: others on the class path must not take their place.
public final class XmlFactories {
    private XmlFactories() {}

    /// Knows namespaces, takes no document type into account, and hands over text in one piece.
    public static XMLInputFactory reading() {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // Or what is broken would come to light as another kind of exception, wherever a text is looked at.
        factory.getConfig().doParseLazily(false);
        return factory;
    }

    public static XMLOutputFactory writing() {
        XMLOutputFactory factory = new WstxOutputFactory();
        // As an org writes it; some clients look for the declaration as text.
        factory.setProperty(WstxOutputProperties.P_USE_DOUBLE_QUOTES_IN_XML_DECL, true);
        return factory;
    }
}

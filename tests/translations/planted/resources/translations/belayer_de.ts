<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Planted</name>
    <message>
        <source>Gone from the sources</source>
        <translation>Weg aus den Quellen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %1</translation>
    </message>
    <message>
        <source>&amp;Cancel…</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>ein Auftrag</numerusform>
            <numerusform>Aufträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Right, and kept</source>
        <translation>Richtig und behalten</translation>
    </message>
    <message>
        <source>two
lines</source>
        <translation> zwei Zeilen</translation>
    </message>
</context>
<context>
    <name>EngineText</name>
    <message>
        <source>“%1” was said once</source>
        <translation>„%1“ wurde einst gesagt</translation>
    </message>
</context>
</TS>

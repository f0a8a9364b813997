<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>editor</name>
    <message numerus="yes">
      <source>%n clips</source>
      <translation>
        <numerusform>%n clip</numerusform>
        <numerusform>%n clips</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>project/session</name>
    <message numerus="yes">
      <source>Looking for %n file(s) …</source>
      <translation>
        <numerusform>Looking for %n file …</numerusform>
        <numerusform>Looking for %n files …</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n file(s) were found.</source>
      <translation>
        <numerusform>%n file was found.</numerusform>
        <numerusform>%n files were found.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n file(s) of this project are missing.</source>
      <translation>
        <numerusform>%n file of this project is missing.</numerusform>
        <numerusform>%n files of this project are missing.</numerusform>
      </translation>
    </message>
  </context>
</TS>

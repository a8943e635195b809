// What the parts share. `act` names what a button with data-a does; `word` speaks the language on the screen.
var H=d.documentElement,acts={},shown=[],own=w.ct,style=d.createElement("link");
style.rel="stylesheet";style.href=d.currentScript.src.replace(/js$/,"css");d.head.appendChild(style);
function get(key){try{return w.localStorage.getItem(key)}catch(e){return null}}
function put(key,value){try{value===null?w.localStorage.removeItem(key):w.localStorage.setItem(key,value)}catch(e){}}
function word(key,values){
  var text=(WORDS[H.lang]||WORDS[Object.keys(WORDS)[0]])[key]||"";
  return text.replace(/\{(\w+)\}/g,function(_,name){return values[name]})}
function article(){return d.getElementById(H.lang)}
function make(name,attributes,text){
  var e=d.createElement(name);
  Object.keys(attributes||{}).forEach(function(key){e.setAttribute(key,attributes[key])});
  if(text)e.textContent=text;
  return e}
function act(name,run){acts[name]=run}
// `run` is called when another language is chosen.
function relocated(run){shown.push(run)}
new MutationObserver(function(){shown.forEach(function(run){run()})}).observe(H,{attributes:true,attributeFilter:["lang"]});
d.addEventListener("click",function(e){
  var b=e.target.closest("[data-a]");
  if(b&&acts[b.dataset.a]){e.preventDefault();acts[b.dataset.a](b,e)}});
// The touch that fetched this script may have been on one of its own buttons.
w.setTimeout(function(){if(own&&own.b&&acts[own.b.dataset.a])acts[own.b.dataset.a](own.b)});

// What the parts share. `act` names what a button with data-a does; `word` speaks the language on the screen.
var H=d.documentElement,acts={},shown=[],covers=[],own=w.ct,style=d.createElement("link");
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
style.onload=style.onerror=function(){if(own&&own.b&&acts[own.b.dataset.a])acts[own.b.dataset.a](own.b)};

// What covers the page is left by its own button, by Esc and by the phone's Back button.
function cover(close){covers.push(close);w.history.pushState({cover:covers.length},"")}
function uncover(){if(covers.length)w.history.back()}
if(w.history.state&&w.history.state.cover)w.history.replaceState(null,"");
w.addEventListener("popstate",function(){var close=covers.pop();if(close)close()});
d.addEventListener("keydown",function(e){if(e.key==="Escape"&&covers.length){e.preventDefault();uncover()}});

// A line at the foot of the screen that a screen reader hears.
var told=d.body.appendChild(make("p",{role:"status","class":"told",lang:H.lang})),telling;
function tell(text){
  told.lang=H.lang;told.textContent=text;
  w.clearTimeout(telling);
  telling=w.setTimeout(function(){told.textContent=""},10000)}
